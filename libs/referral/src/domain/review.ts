/** Directions for which an internal review can be switched on. */
export const ReviewedDirection = { UP: 'UP', LATERAL: 'LATERAL', DOWN: 'DOWN' } as const;
export type ReviewedDirection = (typeof ReviewedDirection)[keyof typeof ReviewedDirection];
