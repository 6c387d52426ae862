import { ArgsType, Field, Float, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsUUID, Max, Min } from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  OptionalIdField,
  OptionalText,
  PageArgs,
  PageOfDaysArgs,
  Text,
} from '#platform';
import { Barcode, Barcodes } from './barcode.js';
import { SpecimenType } from '../domain/specimen.js';
import { BoxList, SpecimenList } from '../queries/specimen.queries.js';

const LONGEST_SITE = 50;
const LONGEST_CODE = 40;
const LONGEST_TEXT = 500;
const MOST_ITEMS = 50;
/** What boxes with dry ice reach, and what no specimen outlives. */
const COLDEST = -90;
const WARMEST = 60;

@ArgsType()
export class SpecimenArgs {
  @IdField('The specimen. 标本编号')
  id: string;
}

@ArgsType()
export class SpecimenBoxArgs {
  @IdField('The box. 标本箱编号')
  id: string;
}

@ArgsType()
export class SpecimenScanArgs {
  @Barcode('What the scanner has read. 条码')
  barcode: string;
}

@ArgsType()
export class SpecimensArgs extends PageArgs {
  @EnumField(SpecimenList, 'Which list. 列表')
  list: SpecimenList;
}

/** Days on which boxes were packed. */
@ArgsType()
export class SpecimenBoxesArgs extends PageOfDaysArgs {
  @EnumField(BoxList, 'Which list. 列表')
  list: BoxList;
}

@InputType({ description: 'A specimen that was taken. 采集标本' })
export class CollectSpecimenInput extends CreationInput {
  @IdField('The order. 申请单编号')
  orderId: string;

  @Field(() => [ID], { description: 'The items that it is for, each once. 申请项目编号' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ITEMS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  itemIds: string[];

  @EnumField(SpecimenType, 'What was taken. 标本类型')
  type: SpecimenType;

  @OptionalText(LONGEST_SITE, 'Where it was taken from. 采集部位')
  site?: string | null;

  @OptionalIdField('The rejected specimen whose place it takes. 被替代的标本')
  replacesId?: string | null;
}

@InputType({ description: 'Specimens that travel together. 标本打包' })
export class PackSpecimensInput extends CreationInput {
  @IdField('The laboratory that they go to. 目的检验机构')
  toInstitutionId: string;

  @Barcodes('Their barcodes, each once. 条码')
  barcodes: string[];

  @Field(() => Float, { description: 'The box must not be colder. 最低温度（℃）' })
  @Min(COLDEST)
  @Max(WARMEST)
  lowCelsius: number;

  @Field(() => Float, { description: 'The box must not be warmer. 最高温度（℃）' })
  @Min(COLDEST)
  @Max(WARMEST)
  highCelsius: number;
}

@InputType({ description: 'What the thermometer in a box shows. 标本箱温度' })
export class BoxTemperatureInput extends ChangeInput {
  @Field(() => Float, { description: 'Degrees Celsius. 温度（℃）' })
  @Min(COLDEST)
  @Max(WARMEST)
  celsius: number;
}

@InputType({ description: 'A specimen that was scanned. 扫码接收标本' })
export class ReceiveSpecimenInput extends CreationInput {
  @Barcode('What the scanner has read. 条码')
  barcode: string;
}

@InputType({ description: 'A specimen that cannot be examined, and why. 拒收标本' })
export class RejectSpecimenInput extends ReceiveSpecimenInput {
  @Text(LONGEST_CODE, 'Why, from the list `laboratory.reject`. 拒收原因')
  reasonCode: string;

  @OptionalText(LONGEST_TEXT, 'More about it. 说明')
  comment?: string | null;
}
