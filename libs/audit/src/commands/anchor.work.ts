import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '#platform';
import { AnchorService } from './anchor.service.js';

/** Sees to it that every day has its anchor. */
@Injectable()
export class AnchorWork extends BackgroundWork {
  readonly name = 'audit.anchor';
  readonly intervalMs = 600_000;

  constructor(private readonly anchors: AnchorService) {
    super();
  }

  override async round(): Promise<boolean> {
    await this.anchors.anchorToday();
    return false;
  }
}
