import { Sex } from '#kernel';
import type { Chance } from './random.js';

/** Surnames as frequent as in the country, with their reading: character, pinyin, weight. */
const SURNAMES =
  '王wang7 李li7 张zhang7 刘liu5 陈chen5 杨yang3 黄huang2 赵zhao2 吴wu2 周zhou2 徐xu2 孙sun2 马ma1 朱zhu1 胡hu1 郭guo1 何he1 ' +
  '高gao1 林lin1 罗luo1 郑zheng1 梁liang1 谢xie1 宋song1 唐tang1 许xu1 韩han1 冯feng1 邓deng1 曹cao1 彭peng1 曾zeng1 肖xiao1 ' +
  '田tian1 董dong1 袁yuan1 潘pan1 于yu1 蒋jiang1 蔡cai1 余yu1 杜du1 叶ye1 程cheng1 苏su1 魏wei1 吕lv1 丁ding1 任ren1 沈shen1';

/** Given names by generation: born before 1970, before 1995, later. */
const GIVEN: Readonly<Record<'1' | '2', readonly [string, string, string]>> = {
  '1': [
    '建国jianguo 国华guohua 德明deming 志强zhiqiang 福生fusheng 永贵yonggui 长根changgen 金山jinshan 文斌wenbin 大勇dayong ' +
      '学军xuejun 春生chunsheng 家林jialin 树林shulin 正华zhenghua 世平shiping 启明qiming 光荣guangrong 宝田baotian 水清shuiqing',
    '伟wei 强qiang 勇yong 军jun 磊lei 涛tao 建军jianjun 志刚zhigang 海波haibo 晓东xiaodong 鹏飞pengfei 俊杰junjie 卫东weidong ' +
      '立新lixin 明辉minghui 文涛wentao 成林chenglin 振宇zhenyu 国栋guodong 少华shaohua 新民xinmin 永刚yonggang 凯kai 斌bin',
    '浩然haoran 子轩zixuan 宇航yuhang 俊熙junxi 梓豪zihao 一鸣yiming 泽宇zeyu 博文bowen 皓轩haoxuan 嘉懿jiayi 天佑tianyou ' +
      '思远siyuan 明哲mingzhe 睿rui 奕辰yichen',
  ],
  '2': [
    '秀英xiuying 桂兰guilan 玉珍yuzhen 凤英fengying 素芳sufang 淑华shuhua 桂芳guifang 兰英lanying 翠花cuihua 春梅chunmei ' +
      '菊香juxiang 月娥yuee 美珍meizhen 冬梅dongmei 金凤jinfeng 腊梅lamei 水莲shuilian 桂香guixiang 玉兰yulan 秋菊qiuju',
    '芳fang 娟juan 敏min 静jing 丽li 艳yan 丽娟lijuan 晓燕xiaoyan 红梅hongmei 雪梅xuemei 海燕haiyan 春燕chunyan 玲玲lingling ' +
      '婷婷tingting 小红xiaohong 文静wenjing 慧敏huimin 彩霞caixia 丽萍liping 亚琴yaqin 雅芳yafang 萍ping 娜na 佳慧jiahui',
    '梓涵zihan 欣怡xinyi 诗涵shihan 雨桐yutong 可馨kexin 思琪siqi 佳怡jiayi 若曦ruoxi 语嫣yuyan 一诺yinuo 子萱zixuan 雨欣yuxin ' +
      '晨曦chenxi 梦瑶mengyao 芷若zhiruo',
  ],
};

export interface PersonName {
  readonly name: string;
  /** Both parts in Latin letters without tones: `wangjianguo`. */
  readonly latin: string;
}

interface Part {
  readonly characters: string;
  readonly latin: string;
  readonly weight: number;
}

const parsed = new Map<string, readonly Part[]>();

/** A name that people of this sex and year of birth have. */
export function personName(chance: Chance, sex: Sex, birthYear: number): PersonName {
  const generation = birthYear < 1970 ? 0 : birthYear < 1995 ? 1 : 2;
  const surname = pickPart(chance, SURNAMES);
  const given = pickPart(chance, GIVEN[sex === Sex.Female ? '2' : '1'][generation]);
  return { name: surname.characters + given.characters, latin: surname.latin + given.latin };
}

function pickPart(chance: Chance, list: string): Part {
  const parts = partsOf(list);
  let left = chance.fraction() * parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.find(({ weight }) => (left -= weight) < 0) ?? parts[0]!;
}

function partsOf(list: string): readonly Part[] {
  const known = parsed.get(list);
  if (known) return known;
  const parts = list.split(' ').map((entry) => {
    const [, characters = '', latin = '', weight = '1'] = /^(\P{ASCII}+)([a-z]+)(\d?)$/u.exec(entry) ?? [];
    return { characters, latin, weight: Number(weight || 1) };
  });
  parsed.set(list, parts);
  return parts;
}
