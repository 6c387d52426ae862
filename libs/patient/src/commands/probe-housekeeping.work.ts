import { Injectable } from '@nestjs/common';
import { days } from '#kernel';
import { ExpiredRowsWork } from '#platform';

/** Removes attempts that no limit looks at any more. */
@Injectable()
export class ProbeHousekeepingWork extends ExpiredRowsWork {
  readonly name = 'patient.housekeeping';

  /** Limits look back an hour or so; the trail keeps what was refused. */
  protected readonly expired = [{ table: 'patient_probes', since: 'attempted_at', keptFor: days(7) }];
}
