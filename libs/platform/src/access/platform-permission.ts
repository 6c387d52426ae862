/** Permissions that the platform's own operations ask for; which role holds them is decided in the identity library. */
export const PlatformPermission = {
  ManageDeliveries: 'platform.manage-deliveries',
  ManageWorkCalendar: 'platform.manage-work-calendar',
  ManageReferenceData: 'platform.manage-reference-data',
  ReadWorkCalendar: 'platform.read-work-calendar',
} as const;
