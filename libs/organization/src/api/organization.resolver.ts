import { Args, ArgsType, Field, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { IsEnum, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Permission } from '#identity';
import {
  Allow,
  IdField,
  OptionalIdField,
  OptionalText,
  PageArgs,
  Selected,
  type Connection,
  type Selection,
  UuidPipe,
} from '#platform';
import { ServiceDirection } from '../domain/service-offer.js';
import { OrganizationQueries } from '../queries/organization.queries.js';
import {
  Department,
  Institution,
  InstitutionConnection,
  ServiceOffer,
  Staff,
  StaffConnection,
} from './organization.types.js';

@ArgsType()
class StaffArgs extends PageArgs {
  @IdField('Of this institution. 机构')
  institutionId: string;

  @OptionalIdField('Only of this department. 科室')
  departmentId?: string | null;
}

@ArgsType()
class ServiceDirectoryArgs {
  @Field(() => ServiceDirection, { defaultValue: 'UP', description: 'Which way the patient goes. 转诊方向' })
  @IsEnum(ServiceDirection)
  direction: ServiceDirection = ServiceDirection.UP;

  @OptionalText(20, 'ICD-10 code of the main diagnosis. 主要诊断编码')
  diagnosisCode?: string | null;

  @OptionalText(64, 'Purpose of the referral. 转诊目的')
  purposeCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'Age of the patient in full years. 患者年龄' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(150)
  age?: number | null;

  @Field(() => String, { nullable: true, description: 'Sex of the patient, GB/T 2261.1. 患者性别' })
  @IsOptional()
  @IsIn(['0', '1', '2', '9'])
  sex?: string | null;
}

/** The directory of the alliance, open to everybody who is signed in. */
@Resolver()
export class OrganizationResolver {
  constructor(private readonly queries: OrganizationQueries) {}

  @Allow(Permission.ReadDirectory)
  @Query(() => Institution, { description: 'One institution. 机构详情' })
  institution(
    @Args('id', { type: () => ID, description: 'The institution. 机构编号' }, UuidPipe) id: string,
    @Selected() selection: Selection,
  ): Promise<Institution> {
    return this.queries.institution(id, selection);
  }

  @Allow(Permission.ReadDirectory)
  @Query(() => InstitutionConnection, { description: 'Institutions of the alliance, by code. 机构列表' })
  institutions(@Args() page: PageArgs, @Selected() selection: Selection): Promise<Connection<Institution>> {
    return this.queries.institutions(page, selection);
  }

  @Allow(Permission.ReadDirectory)
  @Query(() => [Department], { description: 'Departments of an institution, by code. 科室列表' })
  departments(
    @Args('institutionId', { type: () => ID, description: 'The institution. 机构' }, UuidPipe)
    institutionId: string,
    @Args('acceptsReferrals', { defaultValue: false, description: 'Only those that take referrals. 仅接收转诊' })
    acceptsReferrals: boolean,
    @Selected() selection: Selection,
  ): Promise<Department[]> {
    return this.queries.departments(institutionId, acceptsReferrals, selection);
  }

  @Allow(Permission.ReadDirectory)
  @Query(() => StaffConnection, { description: 'People of an institution, by staff number. 人员列表' })
  staffMembers(@Args() args: StaffArgs, @Selected() selection: Selection): Promise<Connection<Staff>> {
    return this.queries.staff(args, args, selection);
  }

  @Allow(Permission.ReadDirectory)
  @Query(() => [ServiceOffer], { description: 'Departments that take such a referral. 转诊服务目录查询' })
  serviceDirectory(@Args() filter: ServiceDirectoryArgs, @Selected() selection: Selection): Promise<ServiceOffer[]> {
    return this.queries.serviceDirectory(filter, selection);
  }

  @Allow(Permission.ReadDirectory)
  @Query(() => Int, { nullable: true, description: 'Minutes by road; null where nobody has said. 机构间路程（分钟）' })
  travelMinutes(
    @Args('fromInstitutionId', { type: () => ID, description: 'From where. 出发机构' }, UuidPipe) from: string,
    @Args('toInstitutionId', { type: () => ID, description: 'To where. 到达机构' }, UuidPipe) to: string,
  ): Promise<number | null> {
    return this.queries.travelMinutes(from, to);
  }
}
