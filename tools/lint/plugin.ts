import type { Rule } from './rule.ts';
import { consistentTypeImports } from './rules/consistent-type-imports.ts';
import { graphqlDescriptionRequired } from './rules/graphql-description-required.ts';
import { maxConstructorDependencies } from './rules/max-constructor-dependencies.ts';
import { maxParameters } from './rules/max-parameters.ts';
import { noAmbientTime } from './rules/no-ambient-time.ts';
import { noDataSourceOutsidePlatform } from './rules/no-datasource-outside-platform.ts';
import { noProcessEnv } from './rules/no-process-env.ts';
import { noRequestScope } from './rules/no-request-scope.ts';
import { noSqlNow } from './rules/no-sql-now.ts';
import { noUnrunTests } from './rules/no-unrun-tests.ts';
import { noVagueFileNames } from './rules/no-vague-file-names.ts';
import { operationNeedsPermission } from './rules/operation-needs-permission.ts';

const rules: Record<string, Rule> = {
  'consistent-type-imports': consistentTypeImports,
  'graphql-description-required': graphqlDescriptionRequired,
  'max-constructor-dependencies': maxConstructorDependencies,
  'max-parameters': maxParameters,
  'no-ambient-time': noAmbientTime,
  'no-datasource-outside-platform': noDataSourceOutsidePlatform,
  'no-process-env': noProcessEnv,
  'no-request-scope': noRequestScope,
  'no-sql-now': noSqlNow,
  'no-unrun-tests': noUnrunTests,
  'no-vague-file-names': noVagueFileNames,
  'operation-needs-permission': operationNeedsPermission,
};

/** The house rules that no linter brings along; `.oxlintrc.json` says where each holds. */
export default { meta: { name: 'house' }, rules };
