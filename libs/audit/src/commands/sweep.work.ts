import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '#platform';
import { SealingService } from './sealing.service.js';

/** Looks through the past, slice by slice and round and round, for entries that nobody expected there any more. */
@Injectable()
export class SweepWork extends BackgroundWork {
  readonly name = 'audit.sweep';
  readonly intervalMs = 60_000;

  constructor(private readonly sealing: SealingService) {
    super();
  }

  override round(): Promise<boolean> {
    return this.sealing.sweep();
  }
}
