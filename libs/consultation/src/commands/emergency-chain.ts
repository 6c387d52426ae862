import { Injectable } from '@nestjs/common';
import { DutyFunction, DutyRoster, type EscalationStep } from '#duty';
import { after, minutes } from '#kernel';
import type { Transaction } from '#platform';
import type { LoadedConsultation } from '../data/consultation-facts.reader.js';
import { readChoosable } from '../data/choosable.js';
import type { InvitationState } from '../domain/consultation.js';
import { ConsultationNotices } from './consultation-notices.js';
import { PanelWriter, live } from './panel-writer.js';

/** Doctors can advise; offices on duty are told, so that they find somebody. */
const ADVISING: readonly DutyFunction[] = [DutyFunction.DUTY_DOCTOR, DutyFunction.DUTY_HEAD];

type Called = { readonly expertStaffId: string; readonly state: InvitationState };

/** Calls whoever is on duty, one after the other, until somebody joins. */
@Injectable()
export class EmergencyChain {
  constructor(
    private readonly roster: DutyRoster,
    private readonly panel: PanelWriter,
    private readonly notices: ConsultationNotices,
  ) {}

  /**
   * The next doctor on duty who was not asked yet; where nobody is left, those who let it pass are asked again, and whoever
   * refused never. Everybody else of the chain is told that there is a gap.
   * @param leavingId the invitation of whoever does not come after all
   */
  async callNext(tx: Transaction, loaded: LoadedConsultation, leavingId?: string): Promise<Called[]> {
    const { row, facts, limits } = loaded;
    const isChair = !live(row).some((one) => one.isChair && one.state === 'ACCEPTED' && one.id !== leavingId);
    const steps = await this.chain(tx, row);
    const doctors = steps.flatMap(({ function: duty, staffId }) =>
      ADVISING.includes(duty) && staffId ? [staffId] : [],
    );
    const experts = await readChoosable(tx, [...new Set(doctors)]);
    const passed = new Map(row.invitations.map(({ expertStaffId, state }) => [expertStaffId, state]));
    const able = experts.filter(
      ({ practiceStartedOn }) => practiceStartedOn !== null && new Date(practiceStartedOn) <= facts.practisedSince,
    );
    const order = [
      ...able.filter(({ staffId }) => !passed.has(staffId)),
      ...able.filter(({ staffId }) => passed.get(staffId) === 'EXPIRED'),
    ];
    for (const { staffId, institutionId } of order) {
      if (await this.call(tx, { row, limits }, { staffId, institutionId, isChair })) {
        return [{ expertStaffId: staffId, state: 'INVITED' }];
      }
    }
    const offices = steps.flatMap(({ staffId }) => (staffId && !passed.has(staffId) ? [staffId] : []));
    await this.notices.nobodyOnDuty(tx, row, offices);
    return [];
  }

  /** @returns whether their time could be taken: on call is no obstacle, another session is */
  private async call(
    tx: Transaction,
    { row, limits }: Pick<LoadedConsultation, 'row' | 'limits'>,
    expert: { readonly staffId: string; readonly institutionId: string; readonly isChair: boolean },
  ): Promise<boolean> {
    const { staffId: expertStaffId, institutionId } = expert;
    const asked = { id: tx.newId(), expertStaffId, institutionId, state: 'INVITED' as const, isNew: true };
    const time = { start: tx.now, end: after(tx.now, minutes(row.durationMinutes)) };
    if (!(await this.panel.reach(tx, asked, { time, until: time.end }))) return false;
    this.panel.add(tx, row, { ...expert, state: asked.state, choice: null }, asked.id);
    await this.panel.ask(tx, row, [asked], limits);
    await this.notices.called(tx, row, expert.staffId);
    return true;
  }

  private chain(tx: Transaction, { centreInstitutionId, wantedDepartmentId }: Place): Promise<EscalationStep[]> {
    return this.roster.escalationChain(tx, {
      institutionId: centreInstitutionId,
      departmentId: wantedDepartmentId,
      at: tx.now,
    });
  }
}

interface Place {
  readonly centreInstitutionId: string;
  readonly wantedDepartmentId: string | null;
}
