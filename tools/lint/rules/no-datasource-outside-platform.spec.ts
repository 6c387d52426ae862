import { ruleTester } from '../rule-tester.ts';
import { noDataSourceOutsidePlatform } from './no-datasource-outside-platform.ts';

ruleTester().run('no-datasource-outside-platform', noDataSourceOutsidePlatform, {
  valid: [
    { name: 'decorators of entities', code: `import { Column, Entity, PrimaryColumn } from 'typeorm';` },
    { name: "the caller's transaction as a type", code: `import type { EntityManager } from 'typeorm';` },
    {
      name: "the caller's transaction as an inline type",
      code: `import { Entity, type EntityManager } from 'typeorm';`,
    },
    { name: 'a type of the driver', code: `import type { QueryResult } from 'pg';` },
    { name: 'a class of the house with the same name', code: `import { Repository } from './repository.js';` },
  ],
  invalid: [
    { name: 'a data source', code: `import { DataSource } from 'typeorm';`, errors: [/DataSource/] },
    { name: 'a data source as a type', code: `import type { DataSource } from 'typeorm';`, errors: [/DataSource/] },
    {
      name: 'a renamed data source',
      code: `import { DataSource as Database } from 'typeorm';`,
      errors: [/DataSource/],
    },
    { name: 'a repository', code: `import { Entity, Repository } from 'typeorm';`, errors: [/Repository/] },
    {
      name: 'an entity manager to inject',
      code: `import { EntityManager } from 'typeorm';`,
      errors: [/EntityManager/],
    },
    {
      name: 'an injected data source',
      code: `import { InjectDataSource } from '@nestjs/typeorm';`,
      errors: [/InjectDataSource/],
    },
    {
      name: 'an injected repository',
      code: `import { InjectRepository } from '@nestjs/typeorm';`,
      errors: [/InjectRepository/],
    },
    {
      name: 'all of the mapper under one name',
      code: `import * as typeorm from 'typeorm';`,
      errors: [/all of "typeorm"/],
    },
    { name: 'the driver', code: `import { Pool } from 'pg';`, errors: [/driver "pg"/] },
  ],
});
