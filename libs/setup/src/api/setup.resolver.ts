import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, problemText, type ActorContext } from '#platform';
import { UploadedSetupService } from '../commands/uploaded-setup.service.js';
import { ImportWorkbookInput, SetupImport } from './setup.types.js';

/** What one administrator imports, another one cannot: sheets of others are passed over. */
@Resolver()
export class SetupResolver {
  constructor(private readonly uploaded: UploadedSetupService) {}

  @Allow(Permission.ManageOrganization)
  @Mutation(() => SetupImport, {
    description: 'Sets up everything but accounts and roles by a workbook, all or nothing. 导入机构与目录',
  })
  importDirectory(@Args('input') input: ImportWorkbookInput, @Actor() actor: ActorContext): Promise<SetupImport> {
    return this.import(actor, input);
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => SetupImport, {
    description: 'Opens accounts and gives roles at the own institution by a workbook, all or nothing. 导入账号与角色',
  })
  importAccounts(@Args('input') input: ImportWorkbookInput, @Actor() actor: ActorContext): Promise<SetupImport> {
    return this.import(actor, input);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => SetupImport, {
    description:
      'Brings in what rotas of the own institution are made from by a workbook, all or nothing: experts, wishes, demand, weeks, leave. 导入排班资料',
  })
  importRotaSetUp(@Args('input') input: ImportWorkbookInput, @Actor() actor: ActorContext): Promise<SetupImport> {
    return this.import(actor, input);
  }

  private async import(actor: ActorContext, { fileId, dryRun }: ImportWorkbookInput): Promise<SetupImport> {
    const report = await this.uploaded.import(actor, fileId, dryRun);
    const problems = report.problems.map(({ constraint, other = null, ...place }) => {
      const message = problemText(actor.origin.locale, constraint);
      return { ...place, code: constraint, message, other };
    });
    const sheets = report.sheets.map(({ absent, ...sheet }) => ({ ...sheet, absentColumns: absent }));
    return { dryRun, sheets, problems, accounts: [...report.accounts] };
  }
}
