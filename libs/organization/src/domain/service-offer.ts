/** Which way patients come to a department. */
export const ServiceDirection = { UP: 'UP', LATERAL: 'LATERAL', DOWN: 'DOWN' } as const;
export type ServiceDirection = (typeof ServiceDirection)[keyof typeof ServiceDirection];

/** How a department takes them. */
export const ServiceHandling = { OUTPATIENT: 'OUTPATIENT', INPATIENT: 'INPATIENT' } as const;
export type ServiceHandling = (typeof ServiceHandling)[keyof typeof ServiceHandling];
