import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphqlContext } from './graphql-context.js';
import { GRAPHQL_PATH } from './request-origin.js';

/** GraphiQL at the endpoint itself, whole in one page: nothing of it is loaded from elsewhere. */
export function graphiqlPlugin(): ApolloServerPlugin<GraphqlContext> {
  let page: Promise<string> | undefined;
  return {
    serverWillStart: () =>
      Promise.resolve({
        renderLandingPage: () => Promise.resolve({ html: () => (page ??= renderPage()) }),
      }),
  };
}

/** Loaded when first looked at: the page is large, and most starts never show it. */
async function renderPage(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL({ title: 'County medical alliance', endpoint: GRAPHQL_PATH });
}
