import {
  TypeInfo,
  createSourceEventStream,
  execute,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { LiveUpdate } from './live.types.js';

type Answer = ReturnType<typeof execute>;

/**
 * Makes updates into answers. Everybody who sees the same is sent the same update, for its topic has decided by scope who
 * that is; so it is executed once for all who ask in the same words. Answers are made without a context: what does not
 * know who asks cannot differ between them.
 */
export class SharedAnswers {
  private readonly known = new WeakMap<LiveUpdate, Map<string, Answer>>();

  /** As `subscribe` of GraphQL does. */
  async subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult, undefined> | ExecutionResult> {
    const stream = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in stream)) return stream;
    const updates = stream[Symbol.asyncIterator]() as AsyncIterableIterator<LiveUpdate, undefined>;
    const words = wordsOf(args);
    const answers: AsyncIterableIterator<ExecutionResult, undefined> = {
      next: async () => {
        const { done, value } = await updates.next();
        return done ? { done, value: undefined } : { done: false, value: await this.answer(value, words, args) };
      },
      return: async () => {
        await updates.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => answers,
    };
    return answers;
  }

  private answer(update: LiveUpdate, words: string, args: ExecutionArgs): Answer {
    const answers = this.known.get(update) ?? new Map<string, Answer>();
    this.known.set(update, answers);
    const answer = answers.get(words) ?? execute({ ...args, rootValue: update, contextValue: undefined });
    answers.set(words, answer);
    return answer;
  }
}

/** Two that are equal ask for the same of an update. */
function wordsOf({ schema, document, operationName, variableValues }: ExecutionArgs): string {
  const names = variablesOfAnswer(schema, document);
  const values = Object.fromEntries(names.map((name) => [name, variableValues?.[name]]));
  return JSON.stringify([document.loc?.source.body, operationName, values]);
}

/** Not those that say to what one listens: they choose the updates, but say nothing of what is told of them. */
function variablesOfAnswer(schema: GraphQLSchema, document: DocumentNode): string[] {
  const types = new TypeInfo(schema);
  const names = new Set<string>();
  const isOfTopic = (): boolean => !types.getDirective() && types.getParentType() === schema.getSubscriptionType();
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Argument: () => (isOfTopic() ? false : undefined),
      Variable: ({ name }) => void names.add(name.value),
    }),
  );
  return [...names];
}
