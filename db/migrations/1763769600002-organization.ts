import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The alliance and its institutions, departments, staff, service directory and travel times. */
export class Organization1763769600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alliances (
        id uuid NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        CONSTRAINT pk_alliances PRIMARY KEY (id),
        CONSTRAINT uq_alliances_code UNIQUE (code)
      );
      -- One alliance is one database.
      CREATE UNIQUE INDEX ix_alliances_only_one ON alliances ((true));

      CREATE TABLE institutions (
        id uuid NOT NULL,
        code text NOT NULL,
        code_warnings text[] NOT NULL,
        credit_code text,
        name text NOT NULL,
        short_name text NOT NULL,
        kind text NOT NULL,
        parent_id uuid,
        address text,
        phone text,
        active boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_institutions PRIMARY KEY (id),
        CONSTRAINT uq_institutions_code UNIQUE (code),
        CONSTRAINT uq_institutions_credit_code UNIQUE (credit_code),
        CONSTRAINT fk_institutions_parent FOREIGN KEY (parent_id) REFERENCES institutions (id),
        CONSTRAINT ck_institutions_kind CHECK (
          kind IN ('LEAD_HOSPITAL', 'COUNTY_HOSPITAL', 'TCM_HOSPITAL', 'TOWNSHIP_CENTER', 'VILLAGE_CLINIC')),
        CONSTRAINT ck_institutions_parent CHECK (parent_id <> id)
      );
      CREATE INDEX ix_institutions_parent ON institutions (parent_id);
    `);
    await runner.query(`
      CREATE TABLE departments (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        specialty_code text,
        phone text,
        floor text,
        room text,
        accepts_referrals boolean NOT NULL,
        active boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_departments PRIMARY KEY (id),
        CONSTRAINT uq_departments_code UNIQUE (institution_id, code),
        -- Lets other tables prove that a department belongs to the institution they name.
        CONSTRAINT uq_departments_institution UNIQUE (id, institution_id),
        CONSTRAINT fk_departments_institution FOREIGN KEY (institution_id) REFERENCES institutions (id)
      );

      CREATE TABLE staff (
        id uuid NOT NULL,
        staff_no text NOT NULL,
        name text NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid,
        title text NOT NULL,
        practice_started_on date,
        specialty_codes text[] NOT NULL,
        phone_ciphertext text,
        phone_masked text,
        active boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_staff PRIMARY KEY (id),
        CONSTRAINT uq_staff_staff_no UNIQUE (staff_no),
        CONSTRAINT fk_staff_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_staff_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT ck_staff_title CHECK (title IN ('NONE', 'JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'SENIOR')),
        CONSTRAINT ck_staff_phone CHECK ((phone_ciphertext IS NULL) = (phone_masked IS NULL))
      );
      CREATE INDEX ix_staff_institution ON staff (institution_id, staff_no);
      CREATE INDEX ix_staff_department ON staff (department_id, staff_no);
    `);
    await runner.query(`
      CREATE TABLE service_offers (
        id uuid NOT NULL,
        department_id uuid NOT NULL,
        direction text NOT NULL,
        handling text NOT NULL,
        purpose_codes text[] NOT NULL,
        diagnosis_prefixes text[] NOT NULL,
        minimum_age integer,
        maximum_age integer,
        sex text,
        note text,
        active boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_service_offers PRIMARY KEY (id),
        CONSTRAINT fk_service_offers_department FOREIGN KEY (department_id) REFERENCES departments (id),
        CONSTRAINT ck_service_offers_direction CHECK (direction IN ('UP', 'LATERAL', 'DOWN')),
        CONSTRAINT ck_service_offers_handling CHECK (handling IN ('OUTPATIENT', 'INPATIENT')),
        CONSTRAINT ck_service_offers_age CHECK (minimum_age >= 0 AND maximum_age <= 150 AND minimum_age <= maximum_age),
        CONSTRAINT ck_service_offers_sex CHECK (sex IN ('1', '2'))
      );
      CREATE INDEX ix_service_offers_department ON service_offers (department_id);

      CREATE TABLE travel_times (
        from_institution_id uuid NOT NULL,
        to_institution_id uuid NOT NULL,
        minutes integer NOT NULL,
        CONSTRAINT pk_travel_times PRIMARY KEY (from_institution_id, to_institution_id),
        CONSTRAINT fk_travel_times_from FOREIGN KEY (from_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_travel_times_to FOREIGN KEY (to_institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_travel_times_apart CHECK (from_institution_id <> to_institution_id),
        CONSTRAINT ck_travel_times_minutes CHECK (minutes BETWEEN 1 AND 1440)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE travel_times, service_offers, staff, departments, institutions, alliances');
  }
}
