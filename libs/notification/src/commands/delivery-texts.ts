import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Consignment } from '../data/delivery.repository.js';
import { NamesReader } from '../data/names.reader.js';
import { TemplateRepository } from '../data/template.repository.js';
import { MEDIUM_OF } from '../domain/channel-rules.js';
import { render, type NoticeText } from '../domain/template.js';
import { wordsFor } from '../domain/words.js';

/** Messages to the outside speak the language of the county. */
const LANGUAGE = 'zh-CN';

/** Puts the text of a delivery into words. */
@Injectable()
export class DeliveryTexts {
  constructor(
    private readonly database: Database,
    private readonly templates: TemplateRepository,
    private readonly names: NamesReader,
  ) {}

  async of({
    kind,
    templateCode: code,
    templateVersion: version,
    parameters,
  }: Consignment): Promise<NoticeText | null> {
    const medium = MEDIUM_OF[kind];
    const text = medium && (await this.templates.text(this.database, { code, version }, medium, LANGUAGE));
    if (!text) return null;
    return render(text, wordsFor(parameters, await this.names.read(this.database, [parameters]), LANGUAGE));
  }
}
