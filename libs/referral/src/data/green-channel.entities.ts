import { GreenChannelCentreEntity } from './green-channel-centre.entity.js';
import { GreenChannelNodeEntity } from './green-channel-node.entity.js';
import { GreenChannelRuleEntity } from './green-channel-rule.entity.js';
import { GreenChannelTimeEntity } from './green-channel-time.entity.js';
import { GreenChannelEntity } from './green-channel.entity.js';

export const greenChannelEntities = [
  GreenChannelRuleEntity,
  GreenChannelNodeEntity,
  GreenChannelCentreEntity,
  GreenChannelEntity,
  GreenChannelTimeEntity,
];
