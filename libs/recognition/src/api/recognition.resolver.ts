import { Args, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import type { Offer } from '../queries/offers.js';
import { RecognitionQueries } from '../queries/recognition.queries.js';
import {
  RecognitionCandidatesArgs,
  RecognitionItem,
  RecognitionStatistics,
  RecognitionStatisticsArgs,
  type RecognitionOffer,
} from './recognition.types.js';

/** Results of others instead of another examination. */
@Resolver()
export class RecognitionResolver {
  constructor(private readonly queries: RecognitionQueries) {}

  @Allow(Permission.OrderExams)
  @Query(() => [RecognitionItem], { description: 'What is known of a patient before something is ordered. 互认提示' })
  async recognitionCandidates(
    @Args() { patientId, itemCodes }: RecognitionCandidatesArgs,
    @Actor() actor: ActorContext,
  ): Promise<RecognitionItem[]> {
    const offers = await this.queries.candidates(actor, patientId, itemCodes);
    return offers.map(({ item, candidates, nearMisses }) => ({
      itemCode: item.code,
      itemName: item.name,
      candidates: candidates.map(shown),
      nearMisses: nearMisses.map(shown),
    }));
  }

  @Allow(Permission.ReadIndicators)
  @Query(() => [RecognitionStatistics], {
    description:
      'What was recognised and what that saved: of the own institution, of all at the lead hospital. 互认统计',
  })
  async recognitionStatistics(
    @Args() period: RecognitionStatisticsArgs,
    @Actor() actor: ActorContext,
  ): Promise<RecognitionStatistics[]> {
    const lines = await this.queries.statistics(actor, period);
    return lines.map((line) => ({ ...line, declineCodes: [...line.declineCodes] }));
  }
}

function shown({ report, because, daysOld, savedCents }: Offer): RecognitionOffer {
  const { id: reportId, domain: reportDomain, itemName, institutionId, institutionName, publishedOn } = report;
  return {
    reportId,
    reportDomain,
    itemName,
    institutionId,
    institutionName,
    publishedOn,
    because,
    daysOld,
    savedCents,
  };
}
