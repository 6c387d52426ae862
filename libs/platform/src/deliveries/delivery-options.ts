/** How one consumer or effect wants to be served. What it leaves out is as in {@link DELIVERY_DEFAULTS}. */
export interface DeliveryOptions {
  /** How many deliveries a worker process has under way at once. */
  readonly atOnce?: number;
  /**
   * Promises the order in which things happened to one subject: the next delivery of a subject waits until the one before
   * has succeeded, also while it is retried or lies among the dead letters. Subjects do not wait for each other.
   */
  readonly inOrder?: boolean;
  /** How often a delivery is tried before it becomes a dead letter. */
  readonly attempts?: number;
  /** Seconds before the second attempt; they double from one attempt to the next, with some chance in them. */
  readonly firstRetrySeconds?: number;
  readonly longestRetrySeconds?: number;
}

export const DELIVERY_DEFAULTS: Required<DeliveryOptions> = {
  atOnce: 4,
  inOrder: false,
  attempts: 10,
  firstRetrySeconds: 5,
  longestRetrySeconds: 3600,
};
