import { randomUUID } from 'node:crypto';
import type { PersonName, World } from '#testing';
import { key } from './row.js';
import type { Scenery } from './scenery.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Critical values of the county's centre that a cardiologist of the same hospital is told of first. */
export class CriticalValueScenery {
  private patientId: string | undefined;

  constructor(
    private readonly world: World,
    private readonly scenery: Scenery,
  ) {}

  get doctorId(): string {
    return this.world.person('cardiologist').staffId;
  }

  async finding() {
    this.patientId ??= (await this.scenery.patient()).id;
    return {
      domain: 'ECG',
      subjectId: randomUUID(),
      patientId: this.patientId,
      encounter: 'OUTPATIENT',
      orderingStaffId: this.doctorId,
      findingCode: 'asystole',
    };
  }

  async detected(): Promise<Versioned> {
    this.scenery.letTimePass();
    const input = { ...key(), ...(await this.finding()) };
    return this.does('reporter', 'raiseCriticalValue', 'RaiseCriticalValueInput', input);
  }

  /** By two people of the centre who are not among those who ask. */
  async notified(): Promise<Versioned> {
    const once = await this.change('reporter', 'verifyCriticalValue', await this.detected());
    return this.change('reviewer', 'verifyCriticalValue', once);
  }

  async acknowledged(): Promise<Versioned> {
    const input = { readBack: '心脏停搏>3秒' };
    return this.change('cardiologist', 'acknowledgeCriticalValue', await this.notified(), {
      type: 'AcknowledgeCriticalValueInput',
      input,
    });
  }

  async handled(): Promise<Versioned> {
    const input = { measures: '抢救' };
    return this.change('cardiologist', 'handleCriticalValue', await this.acknowledged(), {
      type: 'HandleCriticalValueInput',
      input,
    });
  }

  async doubted(): Promise<Versioned> {
    const input = { reasonCode: 'read_again' };
    return this.change('reporter', 'reportCriticalValueFalse', await this.detected(), {
      type: 'CriticalValueReasonInput',
      input,
    });
  }

  private change(
    who: PersonName,
    act: string,
    { id, version }: Versioned,
    { type, input }: { type: string; input: object } = { type: 'CriticalValueActionInput', input: {} },
  ): Promise<Versioned> {
    return this.does(who, act, type, { id, expectedVersion: version, ...input });
  }

  private async does(who: PersonName, act: string, type: string, input: object): Promise<Versioned> {
    const document = `mutation($input: ${type}!) { ${act}(input: $input) { id version } }`;
    return (await this.world.person(who).asks<Record<string, Versioned>>(document, { input }))[act]!;
  }
}
