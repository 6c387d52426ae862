import { ReaderCertificateEntity } from './reader-certificate.entity.js';
import { ReadingDueTimeEntity } from './reading-due-time.entity.js';
import { ReadingGroupEntity } from './reading-group.entity.js';
import { ReadingTaskEntity } from './reading-task.entity.js';
import { ReadingVisitDueTimeEntity } from './reading-visit-due-time.entity.js';

export const worklistEntities = [
  ReadingTaskEntity,
  ReadingGroupEntity,
  ReadingDueTimeEntity,
  ReadingVisitDueTimeEntity,
  ReaderCertificateEntity,
];
