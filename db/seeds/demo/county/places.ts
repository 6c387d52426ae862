/** A place of the county, in kilometres east and north of the county town. */
export interface Place {
  readonly name: string;
  readonly east: number;
  readonly north: number;
}

export interface Township extends Place {
  readonly villages: readonly string[];
  /** 中心卫生院 serve neighbouring townships as well. */
  readonly central?: boolean;
  /** A village clinic of its own in the demonstration. */
  readonly clinic?: string;
}

export const COUNTY = '岚溪县';

/** The townships, fictional like the county. */
export const townships: readonly Township[] = [
  { name: '双河镇', east: 9, north: 4, central: true, clinic: '柳树湾村', villages: ['柳树湾村', '大堰村', '河口村'] },
  { name: '石桥镇', east: -7, north: 6, central: true, clinic: '桥头村', villages: ['桥头村', '杨家岗村', '红光村'] },
  { name: '枫林镇', east: 16, north: -8, central: true, villages: ['枫树坪村', '上湾村', '周家塝村'] },
  { name: '白沙坪镇', east: -15, north: -3, villages: ['白沙村', '梨园村', '洪家渡村'] },
  { name: '龙潭镇', east: 5, north: 19, central: true, clinic: '龙潭村', villages: ['龙潭村', '板栗村', '谢家垭村'] },
  { name: '马鞍镇', east: -20, north: 12, villages: ['马鞍村', '新桥村', '四方井村'] },
  { name: '新店镇', east: 3, north: -12, villages: ['新店村', '陈家湾村', '青石村'] },
  { name: '沙河镇', east: 22, north: 9, villages: ['沙河村', '双堰村', '吴家坳村'] },
  { name: '青山乡', east: -27, north: 20, clinic: '青山村', villages: ['青山村', '高坪村', '老林村'] },
  { name: '大垭乡', east: 13, north: 28, villages: ['大垭村', '云雾村', '茶园村'] },
  { name: '桃花乡', east: -11, north: -22, villages: ['桃花村', '落雁村', '毛坝村'] },
  { name: '云台乡', east: 29, north: -19, villages: ['云台村', '石门村', '何家沟村'] },
];

/** Driving time on county roads: some minutes to get going, then a little less than 40 km/h over winding ways. */
export function travelMinutes(from: Place, to: Place): number {
  const straight = Math.hypot(from.east - to.east, from.north - to.north);
  return Math.max(4, Math.round(4 + straight * 2.1));
}
