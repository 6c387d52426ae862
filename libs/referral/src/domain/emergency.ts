/** Context under which the phone of an emergency is encrypted. */
export const EMERGENCY_PHONE = 'referral_emergencies.phone';
