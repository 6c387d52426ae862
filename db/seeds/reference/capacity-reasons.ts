/** Lists of reasons for capacity, written as those of referrals are. */
export const capacityReasons: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'capacity.closure': [
    ['doctor_unavailable', '医生临时无法出诊', 'Doctor not available'],
    ['equipment_failure', '设备故障', 'Equipment out of order'],
    ['infection_control', '院感防控', 'Infection control'],
    ['facility_problem', '场地或停水停电', 'Premises, water or power'],
    ['*other', '其他', 'Other'],
  ],
};
