/** Where listeners note what has reached them; nothing keeps them from noting it twice. */
export const FAULTS_RECEIVED = `
  CREATE TABLE faults_received (
    number bigserial PRIMARY KEY, receiver text NOT NULL, id uuid NOT NULL, subject_id uuid NOT NULL, place int NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE INDEX ON faults_received (receiver)`;
