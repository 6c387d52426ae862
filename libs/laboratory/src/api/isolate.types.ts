import { applyDecorators } from '@nestjs/common';
import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { EnumField, OptionalText, Text } from '#platform';
import { Interpretation, SusceptibilityMethod } from '../domain/isolate.js';

const LONGEST_CODE = 40;
const LONGEST_NAME = 100;
const LONGEST_VALUE = 20;
const LONGEST_QUANTITY = 50;
const MOST_ISOLATES = 10;
const MOST_AGENTS = 60;
const AGENT = 'The drug. 抗菌药物';
const METHOD = 'How it was tested. 方法';
const VALUE = 'As it was measured, e.g. `≤0.25` or `22`. 结果值';
const MEANING = 'What came of it. 解释';
const ORGANISM = 'The germ. 分离菌';
const ORGANISM_CODE = 'Its code in the list of the laboratory. 菌种代码';
const QUANTITY = 'How much of it. 数量';

/** Names the enums of antibiograms in the schema; called once, before the schema is built. */
export function registerIsolateEnums(): void {
  registerEnumType(SusceptibilityMethod, {
    name: 'SusceptibilityMethod',
    description: 'How a germ was tested against a drug. 药敏方法',
    valuesMap: {
      MIC: { description: 'Minimal inhibitory concentration, µg/mL. 最低抑菌浓度' },
      DISK: { description: 'Zone around a disk, mm. 纸片扩散法' },
      ETEST: { description: 'Gradient strip, µg/mL. 浓度梯度法' },
    },
  });
  registerEnumType(Interpretation, {
    name: 'SusceptibilityInterpretation',
    description: 'What a test of susceptibility means. 药敏解释',
    valuesMap: {
      S: { description: 'Susceptible. 敏感' },
      SDD: { description: 'Susceptible, depending on the dose. 剂量依赖性敏感' },
      I: { description: 'Intermediate. 中介' },
      R: { description: 'Resistant. 耐药' },
      NS: { description: 'Not susceptible. 非敏感' },
    },
  });
}

@ObjectType({ description: 'One line of an antibiogram. 药敏结果' })
class LabSusceptibility {
  @Field(() => String, { description: AGENT })
  agent: string;

  @Field(() => SusceptibilityMethod, { description: METHOD })
  method: SusceptibilityMethod;

  @Field(() => String, { description: VALUE })
  value: string;

  @Field(() => Interpretation, { description: MEANING })
  interpretation: Interpretation;
}

@ObjectType({ description: 'A germ that grew in a culture, with its antibiogram. 分离菌' })
export class LabIsolate {
  @Field(() => String, { nullable: true, description: ORGANISM_CODE })
  organismCode: string | null;

  @Field(() => String, { description: ORGANISM })
  organism: string;

  @Field(() => String, { nullable: true, description: QUANTITY })
  quantity: string | null;

  @Field(() => [LabSusceptibility], { description: 'Its antibiogram. 药敏试验' })
  susceptibilities: LabSusceptibility[];
}

@InputType({ description: 'One line of an antibiogram. 药敏结果' })
class LabSusceptibilityInput {
  @Text(LONGEST_NAME, AGENT)
  agent: string;

  @EnumField(SusceptibilityMethod, METHOD)
  method: SusceptibilityMethod;

  @Text(LONGEST_VALUE, VALUE)
  value: string;

  @EnumField(Interpretation, MEANING)
  interpretation: Interpretation;
}

@InputType({ description: 'A germ that grew in a culture. 分离菌' })
export class LabIsolateInput {
  @OptionalText(LONGEST_CODE, ORGANISM_CODE)
  organismCode?: string | null;

  @Text(LONGEST_NAME, ORGANISM)
  organism: string;

  @OptionalText(LONGEST_QUANTITY, QUANTITY)
  quantity?: string | null;

  @Field(() => [LabSusceptibilityInput], { description: 'Its antibiogram; empty where none was made. 药敏试验' })
  @ArrayMaxSize(MOST_AGENTS)
  @ValidateNested({ each: true })
  @Type(() => LabSusceptibilityInput)
  susceptibilities: LabSusceptibilityInput[];
}

/** All germs of a culture, in place of what was there. */
export const Isolates = (): PropertyDecorator =>
  applyDecorators(
    Field(() => [LabIsolateInput], {
      nullable: true,
      description: 'Germs that grew in a culture, all of them; as they were when left out. 分离菌及药敏',
    }),
    IsOptional(),
    ArrayMaxSize(MOST_ISOLATES),
    ValidateNested({ each: true }),
    Type(() => LabIsolateInput),
  );
