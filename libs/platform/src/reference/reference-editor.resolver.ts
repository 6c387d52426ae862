import {
  Args,
  ArgsType,
  Field,
  InputType,
  Int,
  IntersectionType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from '@nestjs/graphql';
import { IsBoolean, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Actor, Allow } from '../access/access.decorators.js';
import { PlatformPermission } from '../access/platform-permission.js';
import type { Actor as ActorContext } from '../actor/actor.js';
import { Text } from '../graphql/input-fields.js';
import { ReferenceEditor } from './reference-editor.js';
import { ReasonCode } from './reason-list.resolver.js';
import { VersionedChangeInput, VersionedPeriod } from './versioned.types.js';

const NAME_LENGTH = 100;
const LABEL_LENGTH = 100;
const GREATEST = 1_000_000;

@ObjectType({ description: 'A limit or threshold, as it counts during one period. 参数' })
export class ReferenceSetting extends VersionedPeriod {
  @Field(() => String, { description: 'Its name; the unit ends it, e.g. `_minutes`. 参数名' })
  key: string;

  @Field(() => Int, { description: 'Its value in that unit. 参数值' })
  value: number;
}

@ObjectType({ description: 'A coded reason, as it may be chosen during one period. 原因代码版本' })
export class ReasonCodePeriod extends IntersectionType(ReasonCode, VersionedPeriod) {
  @Field(() => Int, { description: 'Its place in the list. 排序' })
  position: number;
}

@InputType({ description: 'Another value of a limit or threshold. 修改参数' })
class ChangeReferenceSettingInput extends VersionedChangeInput {
  @Text(NAME_LENGTH, 'Its name. 参数名')
  key: string;

  @Field(() => Int, { description: 'Its value, in the unit that ends the name. 参数值' })
  @IsInt()
  @Min(0)
  @Max(GREATEST)
  value: number;
}

@InputType({ description: 'A reason that may no longer be chosen. 停用原因代码' })
class EndReasonCodeInput extends VersionedChangeInput {
  @Text(NAME_LENGTH, 'The list. 列表名称')
  list: string;

  @Field(() => String, { description: 'Its code: small letters, digits and underscores. 代码' })
  @Matches(/^[a-z0-9][a-z0-9_]{0,63}$/)
  code: string;
}

@InputType({ description: 'A reason that is added to a list, or changed. 新增或修改原因代码' })
class ChangeReasonCodeInput extends EndReasonCodeInput {
  @Text(LABEL_LENGTH, 'Label in Chinese. 中文名称')
  labelZh: string;

  @Text(LABEL_LENGTH, 'Label in English. 英文名称')
  labelEn: string;

  @Field(() => Boolean, { description: 'Whether a comment must come with it. 是否必须填写说明' })
  @IsBoolean()
  commentIsMandatory: boolean;

  @Field(() => Int, { description: 'Its place in the list. 排序' })
  @IsInt()
  @Min(0)
  @Max(GREATEST)
  position: number;
}

@ArgsType()
class SettingsArgs {
  @Field(() => String, { defaultValue: '', description: 'How the names begin, e.g. `referral.`. 参数名前缀' })
  @IsString()
  @MaxLength(NAME_LENGTH)
  prefix: string;
}

@ArgsType()
class ListArgs {
  @Field(() => String, { description: 'Name of the list, e.g. `referral.reject`. 列表名称' })
  @MaxLength(NAME_LENGTH)
  list: string;
}

/** Limits and reasons, kept by whoever administers the alliance. */
@Resolver()
export class ReferenceEditorResolver {
  constructor(private readonly editor: ReferenceEditor) {}

  @Allow(PlatformPermission.ManageReferenceData)
  @Query(() => [ReferenceSetting], {
    description: 'Limits and thresholds with their periods, the newest first. 参数列表',
  })
  referenceSettings(@Args() { prefix }: SettingsArgs): Promise<ReferenceSetting[]> {
    return this.editor.settings(prefix);
  }

  @Allow(PlatformPermission.ManageReferenceData)
  @Query(() => [String], { description: 'Names of the lists of reasons. 原因列表名称' })
  reasonLists(): Promise<string[]> {
    return this.editor.lists();
  }

  @Allow(PlatformPermission.ManageReferenceData)
  @Query(() => [ReasonCodePeriod], { description: 'Reasons of a list with their periods. 原因代码版本列表' })
  reasonCodePeriods(@Args() { list }: ListArgs): Promise<ReasonCodePeriod[]> {
    return this.editor.reasons(list);
  }

  @Allow(PlatformPermission.ManageReferenceData)
  @Mutation(() => [ReferenceSetting], { description: 'Change a limit or threshold; answers its periods. 修改参数' })
  async changeReferenceSetting(
    @Args('input') input: ChangeReferenceSettingInput,
    @Actor() actor: ActorContext,
  ): Promise<ReferenceSetting[]> {
    await this.editor.changeSetting(actor, input);
    return (await this.editor.settings(input.key)).filter(({ key }) => key === input.key);
  }

  @Allow(PlatformPermission.ManageReferenceData)
  @Mutation(() => [ReasonCodePeriod], { description: 'Add or change a reason; answers its list. 新增或修改原因代码' })
  async changeReasonCode(
    @Args('input') input: ChangeReasonCodeInput,
    @Actor() actor: ActorContext,
  ): Promise<ReasonCodePeriod[]> {
    await this.editor.changeReason(actor, input);
    return this.editor.reasons(input.list);
  }

  @Allow(PlatformPermission.ManageReferenceData)
  @Mutation(() => [ReasonCodePeriod], { description: 'End a reason; answers its list. 停用原因代码' })
  async endReasonCode(
    @Args('input') input: EndReasonCodeInput,
    @Actor() actor: ActorContext,
  ): Promise<ReasonCodePeriod[]> {
    await this.editor.endReason(actor, input);
    return this.editor.reasons(input.list);
  }
}
