import type { Clock } from '#kernel';
import { HttpClient } from './http-client.js';
import type { Answer, RequestOptions } from './test-app.js';

/** What the people of a world need of a product: where its rows are, what time it is there, and how it is spoken to. */
export interface Served {
  readonly database: { readonly ownerUrl: string };
  readonly clock: Clock;
  graphql<Data>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    from: RequestOptions,
  ): Promise<Answer<Data>>;
}

/** A product in a process of its own, by the time of everybody. Started anew, it is found elsewhere. */
export class ServedProduct implements Served {
  readonly clock: Clock = { now: () => new Date() };

  constructor(private place: { readonly url: string; readonly ownerUrl: string }) {}

  get database(): { readonly ownerUrl: string } {
    return this.place;
  }

  moveTo(place: { readonly url: string; readonly ownerUrl: string }): void {
    this.place = place;
  }

  async graphql<Data>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    { token }: RequestOptions,
  ): Promise<Answer<Data>> {
    const { headers, ...answer } = await HttpClient.withToken(this.place.url, token!).sends<Data>(query, variables);
    return { ...answer, headers: Object.fromEntries(headers) };
  }
}
