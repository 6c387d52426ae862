import { IndicatorCorrectionEntity } from './indicator-correction.entity.js';
import { IndicatorDayEntity } from './indicator-day.entity.js';
import { IndicatorDayFigureEntity } from './indicator-day-figure.entity.js';
import { IndicatorLogReaderEntity } from './indicator-log-reader.entity.js';
import { IndicatorDefinitionEntity } from './indicator-definition.entity.js';
import { IndicatorFigureEntity } from './indicator-figure.entity.js';
import { IndicatorMonthEntity } from './indicator-month.entity.js';
import { IndicatorTurnEntity } from './indicator-turn.entity.js';
import { NationalItemEntity } from './national-item.entity.js';
import { NationalValueEntity } from './national-value.entity.js';

export const indicatorEntities = [
  IndicatorDefinitionEntity,
  IndicatorMonthEntity,
  IndicatorFigureEntity,
  IndicatorCorrectionEntity,
  IndicatorDayEntity,
  IndicatorDayFigureEntity,
  IndicatorLogReaderEntity,
  IndicatorTurnEntity,
  NationalItemEntity,
  NationalValueEntity,
];
