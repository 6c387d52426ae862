export { START, TestApp, refusalOf, type Answer, type AnswerError, type RequestOptions } from './test-app.js';
export { StatementCounter } from './statement-counter.js';
export { backUp, createEmptyDatabase, createTestDatabase, restore, type TestDatabase } from './test-database.js';
export { buildTemplate } from './template.js';
export {
  announceServer,
  onDatabase,
  prepareExternalServer,
  testServer,
  withClient,
  type TestServer,
} from './test-server.js';
export { readPdf, type SeenPdf } from './pdf.js';
export { ServiceRows } from './service-rows.js';
export { recountReferrals } from './referral-recount.js';
export { recountServices } from './service-recount.js';
export { figuresThatDoNotAddUp, toldBothWays, type SeenFigure } from './told-figures.js';
export { CONSULTATION_SEEN, ConsultationStory, invitationOf, type SeenConsultation } from './consultation-story.js';
export { DownStory, completePackage, type SeenDown } from './down-story.js';
export {
  ReferralStory,
  SEEN,
  completeForm,
  fictionalIdNumber,
  type SeenReferral,
  type UpMutation,
} from './referral-story.js';
export { Person, World, personNames, type InstitutionName, type PersonName } from './world.js';
export { RotaStory, type SeenRota } from './rota-story.js';
export { ServedProduct } from './served-product.js';
export { HttpClient, type HttpAnswer } from './http-client.js';
export {
  LaboratoryStory,
  type LabItemCode,
  type SeenExamOrder,
  type SeenLabReport,
  type SeenSpecimen,
} from './laboratory-story.js';
export {
  Launchpad,
  embeddedServerOf,
  eventually,
  placeOf,
  productionSettings,
  type ExternalDatabase,
} from './launchpad.js';
export { ProductProcess, type Settings } from './product-process.js';
export { TirelessDoctor, draftsAndHearsOfIt } from './tireless-doctor.js';
export { UnreliableLine } from './unreliable-line.js';
export { JPEG, PNG, pdf } from './file-samples.js';
export { pooledDatabase, type PooledDatabase } from './pooled-database.js';
export { S3Server } from './s3-server.js';
export { LiveClient, LiveSubscription, type SeenUpdate } from './live-client.js';
export {
  ECG_CONTENT,
  EXAM,
  ImagingStory,
  REPORT,
  SIGNING_PASSWORD,
  newStudy,
  type ImagingMutation,
  type SeenExam,
  type SeenReport,
} from './imaging-story.js';
