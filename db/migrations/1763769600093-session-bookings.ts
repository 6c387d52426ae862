import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places of patients at the sessions of a rota; a session without a number has as many as the county gives to its kind. */
export class SessionBookings1763769600093 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dispatch_sessions ADD COLUMN places integer;
      ALTER TABLE dispatch_sessions ADD CONSTRAINT ck_dispatch_sessions_places CHECK (places BETWEEN 0 AND 500) NOT VALID;

      CREATE TABLE dispatch_bookings (
        id uuid NOT NULL,
        session_id uuid NOT NULL,
        place integer NOT NULL,
        patient_id uuid NOT NULL,
        township_id uuid NOT NULL,
        referral_id uuid,
        state text NOT NULL,
        reason_code text,
        access_until timestamptz NOT NULL,
        booked_by_staff_id uuid NOT NULL,
        booked_at timestamptz NOT NULL,
        ended_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_dispatch_bookings PRIMARY KEY (id),
        CONSTRAINT fk_dispatch_bookings_session FOREIGN KEY (session_id) REFERENCES dispatch_sessions (id),
        CONSTRAINT fk_dispatch_bookings_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_dispatch_bookings_township FOREIGN KEY (township_id) REFERENCES institutions (id),
        CONSTRAINT fk_dispatch_bookings_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT fk_dispatch_bookings_booked_by FOREIGN KEY (booked_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_dispatch_bookings_place CHECK (place BETWEEN 1 AND 500),
        CONSTRAINT ck_dispatch_bookings_state CHECK (state IN ('BOOKED', 'ATTENDED', 'ABSENT', 'CANCELLED')
          AND (state = 'CANCELLED') = (ended_at IS NOT NULL))
      );
      -- Nobody has a place that somebody else has. Numbers of those who have cancelled are given again.
      CREATE UNIQUE INDEX uq_dispatch_bookings_place ON dispatch_bookings (session_id, place) WHERE state <> 'CANCELLED';
      CREATE INDEX ix_dispatch_bookings_patient ON dispatch_bookings (patient_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dispatch_bookings; ALTER TABLE dispatch_sessions DROP COLUMN places;');
  }
}
