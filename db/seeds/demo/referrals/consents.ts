import { after, before, minutes } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { Chance } from '../random.js';
import type { Sealing } from '../sealing.js';
import { CONSENT_AFTER } from './emergencies.js';
import type { Recorded } from './rows.js';

/** When somebody signed, for what. */
interface Signing {
  readonly kind: 'REFERRAL' | 'ONWARD_REFERRAL';
  readonly at: Date;
}

/** Consent for every referral that was sent up or across, and beyond the alliance; a child's is given by a parent. */
export function consentRows(
  chance: Chance,
  referrals: readonly Recorded[],
  { sealing, now }: { readonly sealing: Sealing; readonly now: Date },
): Rows {
  return referrals
    .filter(({ direction, parent }) => direction !== 'DOWN' && !parent)
    .flatMap((referral) =>
      signingsOf(referral)
        .filter(({ at }) => at <= now)
        .map(({ kind, at }) => ({
          id: chance.id(at),
          patient_id: referral.patient.id,
          kind,
          ...signatureOf(chance, referral.patient, sealing),
          given_at: at,
          ...witnessOf(referral, kind),
          recorded_at: at,
          version: 1,
        })),
    );
}

function signingsOf({ acts, submittedAt, emergency, arrivedAt }: Recorded): Signing[] {
  const forwarded = acts.find(({ action }) => action === 'forwardOnward');
  const routine = submittedAt && !emergency ? [{ kind: 'REFERRAL' as const, at: after(acts[0]!.at, minutes(1)) }] : [];
  const deferred = emergency && arrivedAt ? [{ kind: 'REFERRAL' as const, at: after(arrivedAt, CONSENT_AFTER) }] : [];
  const onward = forwarded ? [{ kind: 'ONWARD_REFERRAL' as const, at: before(forwarded.at, minutes(5)) }] : [];
  return [...routine, ...deferred, ...onward];
}

function witnessOf({ cast }: Recorded, kind: Signing['kind']) {
  const witness = kind === 'REFERRAL' ? cast.author : cast.coordinator;
  return { recorded_by_staff_id: witness.id, recorded_institution_id: witness.institution.id };
}

function signatureOf(chance: Chance, { contact }: Recorded['patient'], sealing: Sealing) {
  if (contact.relation !== 'PARENT')
    return { method: chance.pick(['WRITTEN', 'WRITTEN', 'ELECTRONIC']), signer_relation: 'SELF' };
  return {
    method: 'PROXY',
    signer_relation: 'PARENT',
    signer_name_ciphertext: sealing.signer(contact.name),
    proxy_reason: '患者为未成年人，由监护人签署',
  };
}
