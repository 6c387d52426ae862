/** As labels carry it: small letters and blanks around it are forgiven, whether a scanner has added them or a hand. */
export const labelledAs = (read: string): string => read.trim().toUpperCase();
