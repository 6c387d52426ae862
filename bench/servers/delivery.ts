/** How many deliveries are under way at once. */
export const AT_ONCE = 8;
/** What each delivery does, whoever makes it. */
export const DELIVERED = 'INSERT INTO bench_delivered (id) VALUES ($1)';
