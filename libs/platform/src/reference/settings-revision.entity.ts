import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row: the number of the state that the settings are in. A trigger gives each a new one, and none is given twice, even where
 * a change is rolled back.
 */
@Entity('settings_revision')
@Check('ck_settings_revision_single', 'id = 1')
export class SettingsRevisionEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_settings_revision' })
  id: number;

  @Column('int')
  revision: number;
}
