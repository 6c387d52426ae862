import { Inject, Injectable } from '@nestjs/common';
import { DutyRoster, type EscalationStep } from '#duty';
import type { Clock } from '#kernel';
import { CLOCK, Database } from '#platform';
import { GreenChannelRepository, type Centre } from '../data/green-channel.repository.js';
import { channelsFor, type ChannelPatient, type ChannelSuggestion } from '../domain/green-channel.js';

export interface SuggestedChannel extends ChannelSuggestion {
  /** Null where the alliance has not named one. */
  readonly centre: (Centre & { readonly duty: readonly EscalationStep[] }) | null;
}

/** Which green channels a patient's diagnoses lead to, where, and who is on duty there. */
@Injectable()
export class GreenChannelQueries {
  constructor(
    private readonly database: Database,
    private readonly channels: GreenChannelRepository,
    private readonly roster: DutyRoster,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async suggestFor(patient: ChannelPatient): Promise<SuggestedChannel[]> {
    const at = this.clock.now();
    const [rules, centres] = await Promise.all([
      this.channels.rules(this.database, at),
      this.channels.centres(this.database, at),
    ]);
    return Promise.all(
      channelsFor(rules, patient).map(async (suggestion) => {
        const centre = centres.find(({ channel }) => channel === suggestion.channel);
        if (!centre) return { ...suggestion, centre: null };
        const duty = await this.roster.escalationChain(this.database, { ...centre, at });
        return { ...suggestion, centre: { ...centre, duty } };
      }),
    );
  }
}
