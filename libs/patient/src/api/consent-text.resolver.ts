import { Args, Field, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, EnumField, Text, VersionedChangeInput, VersionedPeriod, type ActorContext } from '#platform';
import { ConsentTextService } from '../commands/consent-text.service.js';
import { ConsentKind } from '../domain/consent.js';
import { ConsentTextQueries } from '../queries/consent-text.queries.js';

const TITLE_LENGTH = 100;
const BODY_LENGTH = 4000;

@ObjectType({ description: 'What a patient who consents is told, during one period. 知情同意书文本' })
export class ConsentText extends VersionedPeriod {
  @Field(() => ConsentKind, { description: 'What it is for. 类别' })
  kind: ConsentKind;

  @Field(() => String, { description: 'Title. 标题' })
  title: string;

  @Field(() => String, { description: 'What is agreed to. 正文' })
  body: string;
}

@InputType({ description: 'A new version of a text; consents that were given keep theirs. 修改知情同意书文本' })
export class ChangeConsentTextInput extends VersionedChangeInput {
  @EnumField(ConsentKind, 'What it is for. 类别')
  kind: ConsentKind;

  @Text(TITLE_LENGTH, 'Title. 标题')
  title: string;

  @Text(BODY_LENGTH, 'What is agreed to. 正文')
  body: string;
}

/** The texts that patients consent to. */
@Resolver(() => ConsentText)
export class ConsentTextResolver {
  constructor(
    private readonly service: ConsentTextService,
    private readonly queries: ConsentTextQueries,
  ) {}

  @Allow(Permission.RecordConsent, Permission.ManageReferenceData)
  @Query(() => [ConsentText], { description: 'Texts of consents with all their periods, newest first. 知情同意书文本' })
  consentTexts(): Promise<readonly ConsentText[]> {
    return this.queries.list();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [ConsentText], { description: 'Change the text of a consent. 修改知情同意书文本' })
  async changeConsentText(
    @Args('input') input: ChangeConsentTextInput,
    @Actor() actor: ActorContext,
  ): Promise<readonly ConsentText[]> {
    await this.service.change(actor, input);
    return this.queries.list(input.kind);
  }
}
