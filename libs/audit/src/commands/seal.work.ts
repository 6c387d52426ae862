import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '#platform';
import { SealingService } from './sealing.service.js';

/** Seals new audit entries soon after they were written. */
@Injectable()
export class SealWork extends BackgroundWork {
  readonly name = 'audit.seal';
  readonly intervalMs = 30_000;

  constructor(private readonly sealing: SealingService) {
    super();
  }

  override round(): Promise<boolean> {
    return this.sealing.sealRecent();
  }
}
