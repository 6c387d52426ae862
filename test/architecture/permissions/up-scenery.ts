import { randomUUID } from 'node:crypto';
import { ReferralStory, withClient, type Person, type SeenReferral, type TestApp } from '#testing';
import type { Scenery } from './scenery.js';

/** Referrals of the north township to the county's cardiologists, wherever their way leads them. */
export class UpScenery {
  private readonly story: ReferralStory;

  constructor(
    private readonly app: TestApp,
    private readonly scenery: Scenery,
  ) {
    this.story = new ReferralStory(scenery.world);
  }

  /** Waits for the township's head; others are sent without a review. */
  async inReview(by: Person): Promise<SeenReferral> {
    const draft = await this.scenery.draft(by);
    const id = randomUUID();
    await this.run(
      `INSERT INTO referral_review_switches (id, institution_id, direction, review_required, version)
       VALUES ($1, $2, 'UP', true, 1)`,
      [id, this.scenery.world.institutionId('north')],
    );
    const author = this.authorAmong(by);
    const submitted = await this.story.act(author, 'submitReferral', draft);
    await this.run('DELETE FROM referral_review_switches WHERE id = $1', [id]);
    return submitted;
  }

  emergency(by: Person): Promise<SeenReferral> {
    return this.story.emergency(this.authorAmong(by));
  }

  async awaiting(by: Person): Promise<SeenReferral> {
    const cardiologist = this.scenery.world.person('cardiologist');
    const claimed = await this.story.claim(cardiologist, await this.scenery.submitted(by));
    return this.story.act(cardiologist, 'requestReferralInformation', claimed, { question: '请补充心电图结果' });
  }

  async closed(by: Person): Promise<SeenReferral> {
    const reasonCode = 'patient_giveup';
    const submitted = await this.scenery.submitted(by);
    return this.story.act(this.coordinator, 'closeReferralByAgreement', submitted, { reasonCode });
  }

  /** On its way beyond the alliance, so far that one can act upon it. */
  async onward(by: Person, upTo: 'DRAFT' | 'SENT' | 'ANSWERED'): Promise<{ id: string; version: number }> {
    const institutionName = '省人民医院';
    const { id } = await this.story.act(this.coordinator, 'forwardReferralOnward', await this.scenery.submitted(by), {
      institutionName,
    });
    const query = 'query($id: ID!) { referral(id: $id) { onward { id version } } }';
    const { referral } = await this.coordinator.asks<{ referral: { onward: { id: string; version: number } } }>(query, {
      id,
    });
    let { onward } = referral;
    if (upTo !== 'DRAFT') onward = await this.move('sendOnwardReferral', 'ReferralActionInput', onward);
    if (upTo !== 'ANSWERED') return onward;
    return this.move('answerOnwardReferral', 'AnswerOnwardReferralInput', onward, { answer: '同意收治' });
  }

  /** The doctor who asks, or the township's doctor where somebody else asks. */
  private authorAmong(by: Person): Person {
    const { world } = this.scenery;
    const isAuthor = by.role === 'TOWNSHIP_DOCTOR' && by.institutionId === world.institutionId('north');
    return isAuthor ? by : world.person('township-doctor');
  }

  private get coordinator(): Person {
    return this.scenery.world.person('coordinator');
  }

  private async move(
    name: string,
    type: string,
    { id, version }: { id: string; version: number },
    more: object = {},
  ): Promise<{ id: string; version: number }> {
    const data = await this.coordinator.asks<Record<string, { id: string; version: number }>>(
      `mutation($input: ${type}!) { ${name}(input: $input) { id version } }`,
      { input: { id, expectedVersion: version, ...more } },
    );
    return data[name]!;
  }

  private run(sql: string, values: readonly unknown[]): Promise<unknown> {
    return withClient(this.app.database.ownerUrl, (client) => client.query(sql, [...values]));
  }
}
