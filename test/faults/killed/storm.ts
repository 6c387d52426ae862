import { setTimeout as delay } from 'node:timers/promises';
import { ServedProduct, embeddedServerOf, placeOf, withClient, type Launchpad, type ProductProcess } from '#testing';
import type { Client } from 'pg';
import { difference, unpositioned, type Traces } from './records.js';
import type { Act, Request, Scene } from './scene.js';

/** How many of each act, and how often the product is killed before all of them are answered. */
export interface Size {
  readonly ofEachAct: number;
  readonly kills: number;
}

/** What came of it. */
export interface Aftermath {
  readonly acts: number;
  readonly kills: readonly Kill[];
  /** Whatever is not as it should be, in words. */
  readonly faults: readonly string[];
}

/** One moment in which everything stopped. */
interface Kill {
  readonly withDatabase: boolean;
  /** Acts that were answered before it, and of the others those that had happened and those that had not. */
  readonly answered: number;
  readonly happened: number;
  readonly not: number;
  readonly secondsToServe: number;
}

/** An act that is asked for until it is answered. */
interface Asked<Stage> {
  readonly act: Act<Stage>;
  readonly request: Request;
  answer: { readonly id: string; readonly version: number } | null;
}

/** What is on record before and after an act that nothing disturbs. */
interface Pattern {
  /** Null where the act makes the aggregate. */
  readonly before: string | null;
  readonly after: string;
  readonly subjectId: string;
}

interface Running<Stage> {
  readonly product: ProductProcess;
  readonly served: ServedProduct;
  readonly scene: Scene<Stage>;
}

/** How often whoever is told to try later does, once nothing is killed any more. */
const MOST_ROUNDS = 10;
/** How many people prepare at once. */
const LANES = 12;
/** What a killed worker had claimed is tried again after growing pauses. */
const DRAIN_MS = 300_000;
const LEFT = `
  SELECT (SELECT count(*) FROM pgboss.job)::int + (SELECT count(*) FROM unpositioned_events)::int
    + (SELECT count(*) FROM deadlines WHERE state = 'RUNNING' AND due_at <= now())::int AS left`;

/** Lets people act all at once while the product, and now and then its database too, is killed. */
export class Storm<Stage> {
  private readonly faults: string[] = [];
  private readonly kills: Kill[] = [];
  private readonly patterns = new Map<Act<Stage>, Pattern>();
  private asked: Asked<Stage>[] = [];

  private product: ProductProcess;
  private readonly served: ServedProduct;
  private readonly scene: Scene<Stage>;

  private constructor(
    private readonly launchpad: Launchpad,
    private readonly folder: string,
    { product, served, scene }: Running<Stage>,
  ) {
    this.product = product;
    this.served = served;
    this.scene = scene;
  }

  static async blow<Stage>(launchpad: Launchpad, scene: Scene<Stage>, size: Size): Promise<Aftermath> {
    const folder = launchpad.folder();
    const product = launchpad.start({ DATA_DIR: folder });
    const served = new ServedProduct(await placeOf(product, folder));
    const storm = new Storm(launchpad, folder, { product, served, scene });
    await storm.prepare(size.ofEachAct);
    await storm.rage(size.kills);
    await storm.repeatAll();
    await storm.settle();
    return { acts: storm.asked.length, kills: storm.kills, faults: storm.faults };
  }

  /** One of each act in peace, to know what it leaves; the others as far as they have come when it is asked for. */
  private async prepare(ofEachAct: number): Promise<void> {
    const stage = await this.scene.furnish(this.served, ofEachAct);
    const calm = await this.readied(stage, 1);
    const before = await this.read((client) => this.scene.tracesAtOnce(client));
    for (const one of calm) one.answer = await this.send(one.request);
    const after = await this.read((client) => this.scene.tracesAtOnce(client));
    for (const { act, request, answer } of calm) {
      const { subjectId } = request;
      this.patterns.set(act, {
        before: subjectId === null ? null : before.get(subjectId)!,
        after: after.get(answer!.id)!,
        subjectId: answer!.id,
      });
    }
    this.asked = await this.readied(stage, ofEachAct);
    await this.compare();
  }

  private async readied(stage: Stage, ofEachAct: number): Promise<Asked<Stage>[]> {
    const waiting = Array.from({ length: ofEachAct }, () => this.scene.acts).flat();
    const ready: Asked<Stage>[] = [];
    const lane = async (): Promise<void> => {
      for (let act = waiting.pop(); act; act = waiting.pop()) {
        ready.push({ act, request: await act.prepare(stage), answer: null });
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return ready.toSorted(() => Math.random() - 0.5);
  }

  /** Everything that has no answer yet is asked for at once, until the product is killed in the middle of it, and again. */
  private async rage(kills: number): Promise<void> {
    for (let kill = 0; kill < kills; kill++) {
      const open = this.asked.filter(({ answer }) => !answer);
      await this.askAll(open, Math.ceil(open.length / (kills - kill + 1)));
      const withDatabase = kill % 2 === 1;
      const begun = performance.now();
      await this.rise();
      const secondsToServe = (performance.now() - begun) / 1_000;
      this.kills.push({ withDatabase, ...(await this.compare()), secondsToServe });
    }
    for (let round = 0; round < MOST_ROUNDS && this.asked.some(({ answer }) => !answer); round++) {
      await this.askAll(this.asked.filter(({ answer }) => !answer));
    }
    for (const { act } of this.asked.filter(({ answer }) => !answer)) this.note(act, 'never answered');
    await this.compare();
  }

  private async askAll(open: readonly Asked<Stage>[], killAfter?: number): Promise<void> {
    let answered = 0;
    const ask = async (one: Asked<Stage>): Promise<void> => {
      try {
        one.answer = await this.send(one.request);
        answered += 1;
        if (answered === killAfter) this.kill();
      } catch (error) {
        if (!isPassing(error as Error)) this.faults.push(`${one.act.name}: ${String(error)}`);
      }
    };
    await Promise.all(open.map(ask));
    // Where too little was answered, what went wrong has been noted.
    if (killAfter !== undefined && answered < killAfter) this.kill();
  }

  private kill(): void {
    this.product.signal('SIGKILL');
    if (this.kills.length % 2 === 1) process.kill(embeddedServerOf(this.folder).pid, 'SIGKILL');
  }

  private async rise(): Promise<void> {
    await this.product.exitCode();
    this.product = this.launchpad.start({ DATA_DIR: this.folder });
    this.served.moveTo(await placeOf(this.product, this.folder));
  }

  /** Each act has happened whole or not at all, with its key; what was answered has. */
  private async compare(): Promise<Pick<Kill, 'answered' | 'happened' | 'not'>> {
    const [traces, keys] = [
      await this.read((client) => this.scene.tracesAtOnce(client)),
      await this.read((client) => this.scene.usedKeys(client)),
    ];
    this.faults.push(...(await this.read((client) => this.scene.looseEnds(client))));
    const counts = { answered: 0, happened: 0, not: 0 };
    const known = new Set([...this.patterns.values()].map(({ subjectId }) => subjectId));
    for (const one of this.asked) {
      const id = keys.get(one.request.input.idempotencyKey) ?? null;
      counts[one.answer ? 'answered' : id ? 'happened' : 'not'] += 1;
      this.expectWhole(one, traces, id);
      known.add(id ?? one.request.subjectId ?? '');
    }
    for (const id of traces.keys()) if (!known.has(id)) this.faults.push(`nobody has asked for ${id}`);
    return counts;
  }

  /** @param id what its key has made or changed; null where the key has not been used */
  private expectWhole({ act, request, answer }: Asked<Stage>, traces: Traces, id: string | null): void {
    const { before, after } = this.patterns.get(act)!;
    const expected = id === null ? before : after;
    const found = traces.get(id ?? request.subjectId ?? '') ?? null;
    this.note(act, difference(found, expected));
    if (answer && answer.id !== id) this.faults.push(`${act.name}: answered, and its key has made ${id}`);
  }

  /** The same requests once more get the same answers, and change nothing. */
  private async repeatAll(): Promise<void> {
    const repeat = async ({ act, request, answer }: Asked<Stage>): Promise<void> => {
      const { id, version } = await this.send(request);
      if (id !== answer?.id || version !== answer.version)
        this.faults.push(`${act.name}: another answer the second time`);
    };
    await Promise.all(this.asked.map(repeat));
    await this.compare();
  }

  /** Lets the workers finish, and looks whether everything was delivered, once. */
  private async settle(): Promise<void> {
    const left = await this.read(drained);
    if (left > 0) this.faults.push(`${left} deliveries, events and limits left undone`);
    const traces = await this.read((client) => this.scene.tracesOfWorkers(client));
    for (const { act, answer } of this.asked) {
      const expected = traces.get(this.patterns.get(act)!.subjectId)!;
      this.note(act, difference(traces.get(answer?.id ?? '') ?? null, expected));
    }
    this.faults.push(...(await this.read(unpositioned)));
  }

  /** @throws TypeError where the connection breaks, Error where the product refuses */
  private async send({
    by,
    mutation,
    type,
    input,
    selects = 'id version',
  }: Request): Promise<{ id: string; version: number }> {
    const text = `mutation($input: ${type}!) { ${mutation}(input: $input) { ${selects} } }`;
    return (await by.asks<Record<string, { id: string; version: number }>>(text, { input }))[mutation]!;
  }

  private note({ name }: Act<Stage>, fault: string | null): void {
    if (fault !== null) this.faults.push(`${name}: ${fault}`);
  }

  private read<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return withClient(this.served.database.ownerUrl, work);
  }
}

/** @returns how many deliveries, events and limits are left after all */
async function drained(client: Client): Promise<number> {
  const limit = performance.now() + DRAIN_MS;
  for (;;) {
    const { rows } = await client.query<{ left: number }>(LEFT);
    if (rows[0]!.left === 0 || performance.now() > limit) return rows[0]!.left;
    await delay(100);
  }
}

/**
 * What a client sees of a killed server (Jest has another TypeError than Node's fetch), and of one that has lost its database or
 * has more to do than it can: they ask again.
 */
function isPassing({ name, message }: Error): boolean {
  return name === 'TypeError' || message.includes('"code":"UNAVAILABLE"');
}
