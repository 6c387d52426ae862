import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Institution, Staff } from '#organization';
import { Patient } from '#patient';
import { connectionOf } from '#platform';
import { BoxState } from '../domain/box.transitions.js';
import { SpecimenType } from '../domain/specimen.js';
import { SpecimenState } from '../domain/specimen.transitions.js';

@ObjectType({ description: 'An item of an order for which a specimen was taken. 标本对应项目' })
export class SpecimenItem {
  @Field(() => ID, { description: 'The item of the order. 申请项目编号' })
  id: string;

  @Field(() => String, { description: 'Its code in the catalogue of the alliance. 项目代码' })
  code: string;

  @Field(() => String, { description: 'Its name when it was ordered. 项目名称' })
  name: string;

  @Field(() => Boolean, { description: 'Whether this specimen is the one that counts for it. 是否有效' })
  live: boolean;
}

@ObjectType({ description: 'What a thermometer in a box has shown. 运送温度记录' })
export class BoxTemperature {
  @Field(() => Date, { description: 'When it was read. 测量时间' })
  measuredAt: Date;

  @Field(() => Float, { description: 'Degrees Celsius. 温度（℃）' })
  celsius: number;
}

@ObjectType({ isAbstract: true })
class BoxFacts {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'Number on the box. 箱号' })
  boxNo: string;

  @Field(() => BoxState, { description: 'How far it has come. 状态' })
  state: BoxState;

  @Field(() => Float, { description: 'It must not be colder. 最低温度（℃）' })
  lowCelsius: number;

  @Field(() => Float, { description: 'It must not be warmer. 最高温度（℃）' })
  highCelsius: number;

  @Field(() => Date, { description: 'When it was packed. 打包时间' })
  packedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When the courier left. 送出时间' })
  dispatchedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the last of it had been dealt with. 送达时间' })
  arrivedAt: Date | null;

  @Field(() => Boolean, { description: 'Whether it was ever too cold or too warm. 是否超温' })
  temperatureBreached: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'The box in which a specimen travels. 标本所在箱' })
export class SpecimenTransport extends BoxFacts {}

@ObjectType({ description: 'A specimen in a box. 箱内标本' })
export class PackedSpecimen {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'What a scanner reads. 条码' })
  barcode: string;

  @Field(() => SpecimenType, { description: 'What it is. 标本类型' })
  type: SpecimenType;

  @Field(() => SpecimenState, { description: 'How far it has come. 状态' })
  state: SpecimenState;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A box in which specimens travel. 标本运送箱' })
export class SpecimenBox extends BoxFacts {
  @Field(() => Institution, { description: 'Where it was packed. 送出机构' })
  fromInstitution: Institution;

  @Field(() => Institution, { description: 'Where it goes. 目的机构' })
  toInstitution: Institution;

  @Field(() => Staff, { description: 'Who has packed it. 打包人' })
  packedBy: Staff;

  @Field(() => [PackedSpecimen], { description: 'What is in it. 箱内标本' })
  specimens: PackedSpecimen[];

  @Field(() => [BoxTemperature], { description: 'How warm it was on the way. 温度记录' })
  temperatures: BoxTemperature[];
}

@ObjectType({ description: 'Something taken from a patient to be examined. 标本' })
export class Specimen {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'What a scanner reads, Code 128. 条码' })
  barcode: string;

  @Field(() => String, { nullable: true, description: 'The number that the laboratory gave it. 检验登记号' })
  accessionNo: string | null;

  @Field(() => ID, { description: 'The order that it was taken for. 申请单编号' })
  orderId: string;

  @Field(() => Patient, { description: 'Whose it is. 患者' })
  patient: Patient;

  @Field(() => Institution, { description: 'Where it was taken. 采集机构' })
  fromInstitution: Institution;

  @Field(() => Institution, { description: 'Where it is examined. 检验机构' })
  toInstitution: Institution;

  @Field(() => SpecimenType, { description: 'What it is. 标本类型' })
  type: SpecimenType;

  @Field(() => String, { nullable: true, description: 'Where it was taken from. 采集部位' })
  site: string | null;

  @Field(() => String, { description: 'The group that examines it, as `readingQueue` takes it. 检验组' })
  groupCode: string;

  @Field(() => SpecimenState, { description: 'How far it has come. 状态' })
  state: SpecimenState;

  @Field(() => [SpecimenItem], { description: 'What it was taken for. 对应项目' })
  items: SpecimenItem[];

  @Field(() => SpecimenTransport, { nullable: true, description: 'The box that it travels in. 运送箱' })
  box: SpecimenTransport | null;

  @Field(() => ID, { nullable: true, description: 'The rejected specimen whose place it takes. 被替代的标本' })
  replacesId: string | null;

  @Field(() => Staff, { description: 'Who has taken it. 采集人' })
  collectedBy: Staff;

  @Field(() => Date, { description: 'When it was taken. 采集时间' })
  collectedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When the laboratory registered it. 接收时间' })
  receivedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was rejected. 拒收时间' })
  rejectedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why, from `laboratory.reject`. 拒收原因' })
  reasonCode: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of boxes. 标本箱列表' })
export class SpecimenBoxConnection extends connectionOf(SpecimenBox, 'specimenBoxes') {}

@ObjectType({ description: 'A page of specimens. 标本列表' })
export class SpecimenConnection extends connectionOf(Specimen, 'specimens') {}
