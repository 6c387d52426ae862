/** What an institution has for patients who come back to it. */
export const CapabilityKind = { DRUG: 'DRUG', EQUIPMENT: 'EQUIPMENT', REHABILITATION: 'REHABILITATION' } as const;
export type CapabilityKind = (typeof CapabilityKind)[keyof typeof CapabilityKind];
