import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, type FieldProblem } from '#kernel';
import { InstallationScope, UnitOfWork, claimRequest, type ActorContext, type RepeatableRequest } from '#platform';
import { TemplateRepository, type StoredText } from '../data/template.repository.js';
import { placeholdersIn, problemsOf, type TemplateText } from '../domain/template.js';

export interface NewTemplateVersion extends RepeatableRequest {
  readonly code: string;
  readonly effectiveFrom: Date;
  readonly texts: readonly TemplateText[];
}

/** New versions of the texts. What has been said stays as it was said. */
@Injectable()
export class TemplateService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateRepository,
    private readonly scope: InstallationScope,
  ) {}

  /** The texts are those of the alliance. @throws ForbiddenError, InvalidInputError, NotFoundError for a code that nothing is announced by */
  addVersion(actor: ActorContext, command: NewTemplateVersion): Promise<void> {
    const { code, effectiveFrom, texts } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      const claim = await claimRequest(tx, 'addNoticeTemplateVersion', command, tx.newId());
      if (!claim.fresh) return;
      await this.templates.lock(tx, code);
      const existing = await this.templates.versionsOf(tx, code);
      if (existing.length === 0) throw new NotFoundError('NoticeTemplate');
      const problems = [...problemsOf(texts), ...notGiven(texts, existing)];
      if (problems.length > 0) throw new InvalidInputError(problems);
      const version = existing.at(-1)!.version + 1;
      await this.templates.add(tx, { code, version, effectiveFrom }, texts);
      tx.publish({
        topic: 'notice-template.version-added',
        aggregateType: 'notice-template',
        aggregateId: claim.aggregateId,
        aggregateVersion: version,
        payload: { code, version, effectiveFrom: effectiveFrom.toISOString() },
      });
    });
  }
}

/** Whoever announces by this code gives what its first version needs, and nothing else. */
function notGiven(texts: readonly TemplateText[], existing: readonly StoredText[]): FieldProblem[] {
  const given = new Set(existing.flatMap(placeholdersIn));
  return texts
    .map((text, index) => ({ index, strange: placeholdersIn(text).some((name) => !given.has(name)) }))
    .filter(({ strange }) => strange)
    .map(({ index }) => ({ path: `texts.${index}.body`, constraint: 'PLACEHOLDER_NOT_GIVEN' }));
}
