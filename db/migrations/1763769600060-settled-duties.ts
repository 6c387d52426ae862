import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The past of a roster changes with a record or not at all, whichever way the serving role comes. What is past is counted
 * from the event of the change, since the time of a change is the product's; the owner, who fills and restores, is exempt.
 */
export class SettledDuties1763769600060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_unrecorded_past() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        duty uuid := to_jsonb(coalesce(NEW, OLD)) ->> TG_ARGV[0];
        happened timestamptz;
        settled timestamptz;
        was text;
        is_now text;
      BEGIN
        IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN
          RETURN NULL;
        END IF;
        SELECT max(occurred_at) INTO happened FROM domain_events
        WHERE aggregate_id = duty AND xmin = pg_current_xact_id()::xid;
        SELECT happened - make_interval(mins => value) INTO settled FROM reference_settings
        WHERE key = 'duty.past_grace_minutes' AND effective_from <= happened
          AND (effective_to IS NULL OR effective_to > happened);
        IF settled IS NOT NULL THEN
          IF OLD.starts_at < settled THEN
            was := ROW(OLD.starts_at, least(OLD.ends_at, settled), OLD.staff_id,
              CASE WHEN OLD.ends_at <= settled THEN OLD.note END)::text;
          END IF;
          IF NEW.starts_at < settled THEN
            is_now := ROW(NEW.starts_at, least(NEW.ends_at, settled), NEW.staff_id,
              CASE WHEN OLD.ends_at <= settled THEN NEW.note END)::text;
          END IF;
          IF was IS NOT DISTINCT FROM is_now
            OR EXISTS (SELECT FROM duty_corrections WHERE entry_id = duty AND corrected_at = happened)
          THEN RETURN NULL; END IF;
        END IF;
        RAISE EXCEPTION 'the past of a duty changes without a record'
          USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
      END $$;
      CREATE CONSTRAINT TRIGGER tr_duty_entries_past
        AFTER INSERT OR DELETE OR UPDATE OF starts_at, ends_at, staff_id, note ON duty_entries
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unrecorded_past('id');
      CREATE CONSTRAINT TRIGGER tr_duty_substitutions_past
        AFTER INSERT OR DELETE OR UPDATE OF starts_at, ends_at, staff_id, note ON duty_substitutions
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unrecorded_past('entry_id');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER tr_duty_substitutions_past ON duty_substitutions;
      DROP TRIGGER tr_duty_entries_past ON duty_entries;
      DROP FUNCTION refuse_unrecorded_past();
    `);
  }
}
