import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
} from '#platform';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';
import { PanelWriter } from './panel-writer.js';

/** Lets what was delivered be amended for as long as the record is kept, however long ago the case was closed. */
@Injectable()
export class AmendmentService {
  constructor(
    private readonly transitions: ConsultationTransitions,
    private readonly panel: PanelWriter,
    private readonly reasons: ReasonCheck,
    private readonly notices: ConsultationNotices,
  ) {}

  /** Whoever gave advice sees the case and its patient again for a while, and writes a new version; the signed one stays. */
  open(actor: ActorContext, command: ChangeCommand & ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'openAmendment',
      operation: 'openConsultationAmendment',
      topic: 'consultation.amendment-opened',
      bring: (tx) => this.reasons.from('consultation.amendment', tx, command),
      effect: async (tx, loaded) => {
        this.panel.readmit(tx, loaded);
        await this.notices.toExperts(tx, loaded.row, 'to-amend');
        return { ...reasonOf(command), changes: { reopenedAt: tx.now } };
      },
    });
  }
}
