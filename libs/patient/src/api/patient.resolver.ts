import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, UuidPipe, type ActorContext, type Connection, type Selection } from '#platform';
import { ConsentService } from '../commands/consent.service.js';
import { IdentificationService } from '../commands/identification.service.js';
import { RegisterService } from '../commands/register.service.js';
import { PatientQueries } from '../queries/patient.queries.js';
import {
  ChangePatientContactInput,
  IdentifyPatientInput,
  PatientSearchArgs,
  RecordConsentInput,
  RegisterPatientInput,
  UndoPatientIdentificationInput,
  UndoPatientMergeInput,
  WithdrawConsentInput,
} from './patient.inputs.js';
import { Consent, Patient, PatientConnection } from './patient.types.js';

@Resolver(() => Patient)
export class PatientResolver {
  constructor(
    private readonly register: RegisterService,
    private readonly consents: ConsentService,
    private readonly identification: IdentificationService,
    private readonly queries: PatientQueries,
  ) {}

  @Allow(Permission.ReadPatient)
  @Query(() => Patient, { description: 'One patient whom a relation lets the caller see. 患者详情' })
  patient(
    @Args('id', { type: () => ID, description: 'The patient. 患者编号' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Patient> {
    return this.queries.get(actor, id, selection);
  }

  @Allow(Permission.ReadPatient)
  @Query(() => PatientConnection, { description: 'Patients whom relations let the caller see. 患者查询' })
  patients(
    @Args() args: PatientSearchArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<Patient>> {
    return this.queries.list(actor, args, args, selection);
  }

  @Allow(Permission.RegisterPatient)
  @Mutation(() => Patient, {
    description: 'Registers a patient; somebody who is known already is not entered twice. 登记患者',
  })
  async registerPatient(
    @Args('input') input: RegisterPatientInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Patient> {
    return this.queries.get(actor, await this.register.register(actor, input), selection);
  }

  @Allow(Permission.RegisterPatient)
  @Mutation(() => Patient, { description: 'Changes how a patient can be reached. 修改患者联系方式' })
  async changePatientContact(
    @Args('input') input: ChangePatientContactInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Patient> {
    return this.queries.get(actor, await this.register.changeContact(actor, input), selection);
  }

  @Allow(Permission.IdentifyPatient)
  @Mutation(() => Patient, {
    description:
      'Says who a patient is who came without a document; somebody who is in the index already has one record from then on, which is answered. 补录患者身份',
  })
  async identifyPatient(
    @Args('input') input: IdentifyPatientInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Patient> {
    return this.queries.get(actor, await this.identification.identify(actor, input), selection);
  }

  @Allow(Permission.IdentifyPatient)
  @Mutation(() => Patient, {
    description: 'Takes a merge back: the former record stands for itself again, with what it brought. 撤销患者合并',
  })
  async undoPatientMerge(
    @Args('input') input: UndoPatientMergeInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Patient> {
    return this.queries.get(actor, await this.identification.undo(actor, input), selection);
  }

  @Allow(Permission.IdentifyPatient)
  @Mutation(() => Patient, {
    description: 'Takes back who a patient without a document was said to be: the number was not theirs. 撤销身份补录',
  })
  async undoPatientIdentification(
    @Args('input') input: UndoPatientIdentificationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Patient> {
    return this.queries.get(actor, await this.identification.undoIdentification(actor, input), selection);
  }

  @Allow(Permission.RecordConsent)
  @Mutation(() => Consent, { description: 'Records what a patient agrees to. 记录知情同意' })
  async recordConsent(
    @Args('input') input: RecordConsentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consent> {
    return this.queries.consent(actor, await this.consents.record(actor, input), selection);
  }

  @Allow(Permission.RecordConsent)
  @Mutation(() => Consent, { description: 'Takes a consent back. 撤回知情同意' })
  async withdrawConsent(
    @Args('input') input: WithdrawConsentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consent> {
    return this.queries.consent(actor, await this.consents.withdraw(actor, input), selection);
  }
}
