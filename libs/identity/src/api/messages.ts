import type { MessageCatalogue } from '#platform';

/** What callers are told by the codes of this library. */
export const identityMessages: MessageCatalogue = {
  SIGN_IN_FAILED: { 'zh-CN': '用户名或密码不正确。', en: 'Login name or password is wrong.' },
  SIGN_IN_LOCKED: {
    'zh-CN': '登录失败次数过多，该用户名已锁定，请在 {retryAfterSeconds} 秒后重试。',
    en: 'Too many failures; this login name is locked for {retryAfterSeconds} s.',
  },
  SECOND_FACTOR_FAILED: {
    'zh-CN': '第二因素验证失败（规则 {rule}）。',
    en: 'The second factor was not proven (rule {rule}).',
  },
  'SECOND_FACTOR_FAILED.TICKET': {
    'zh-CN': '登录已超时或已失效，请重新登录。',
    en: 'The sign-in is over; begin again.',
  },
  'SECOND_FACTOR_FAILED.CODE': {
    'zh-CN': '验证码不正确或已使用过。',
    en: 'The code is wrong or has been used before.',
  },
  SECOND_FACTOR_REFUSED: { 'zh-CN': '不能如此操作第二因素（规则 {rule}）。', en: 'Refused by rule {rule}.' },
  'SECOND_FACTOR_REFUSED.ALREADY_ENROLLED': {
    'zh-CN': '已绑定第二因素；更换设备请联系安全管理员。',
    en: 'A second factor is enrolled; for another device ask the security administrator.',
  },
  'SECOND_FACTOR_REFUSED.NOT_ENROLLED': { 'zh-CN': '尚未绑定第二因素。', en: 'No second factor is enrolled.' },
  'SECOND_FACTOR_REFUSED.NOT_BEGUN': { 'zh-CN': '请先获取绑定密钥。', en: 'Ask for a secret first.' },
  PROVIDER_SIGN_IN_FAILED: {
    'zh-CN': '统一认证登录失败（规则 {rule}）。',
    en: 'Signing in at the provider failed (rule {rule}).',
  },
  'PROVIDER_SIGN_IN_FAILED.REQUEST': {
    'zh-CN': '登录已超时或已失效，请重新登录。',
    en: 'The sign-in is over; begin again.',
  },
  'PROVIDER_SIGN_IN_FAILED.PROVIDER': {
    'zh-CN': '统一认证未通过，请重试或联系管理员。',
    en: 'The provider refused, or its answer does not hold.',
  },
  'PROVIDER_SIGN_IN_FAILED.ACCOUNT': {
    'zh-CN': '该身份未绑定可用账号，请联系安全管理员。',
    en: 'No account that is open belongs to this person; ask the security administrator.',
  },
  PROVIDER_UNAVAILABLE: {
    'zh-CN': '统一认证服务暂时不可用，请稍后重试或使用密码登录。',
    en: 'The sign-in provider does not answer; try again later, or sign in with the password.',
  },
  PROVIDER_IDENTITY_REFUSED: { 'zh-CN': '不能如此绑定（规则 {rule}）。', en: 'Refused by rule {rule}.' },
  'PROVIDER_IDENTITY_REFUSED.NO_PROVIDER': { 'zh-CN': '系统未配置统一认证。', en: 'No sign-in provider is set up.' },
  'PROVIDER_IDENTITY_REFUSED.SUBJECT_TAKEN': {
    'zh-CN': '该统一认证身份已绑定其他账号。',
    en: 'Another account is linked to this person of the provider.',
  },
  CURRENT_PASSWORD_WRONG: { 'zh-CN': '当前密码不正确。', en: 'The current password is wrong.' },
  PASSWORD_TOO_WEAK: { 'zh-CN': '密码强度不足（规则 {rule}）。', en: 'The password breaks the rule {rule}.' },
  'PASSWORD_TOO_WEAK.TOO_SHORT': { 'zh-CN': '密码至少 10 个字符。', en: 'The password needs at least 10 characters.' },
  'PASSWORD_TOO_WEAK.TOO_LONG': { 'zh-CN': '密码最多 128 个字符。', en: 'The password has more than 128 characters.' },
  'PASSWORD_TOO_WEAK.TOO_FEW_CLASSES': {
    'zh-CN': '密码须包含小写字母、大写字母、数字、符号四类中的至少三类。',
    en: 'The password needs three of: lower case, upper case, digits, other characters.',
  },
  'PASSWORD_TOO_WEAK.CONTAINS_LOGIN_NAME': {
    'zh-CN': '密码不得包含用户名。',
    en: 'The password must not contain the login name.',
  },
  PASSWORD_REUSED: {
    'zh-CN': '不得使用最近 {remembered} 次用过的密码。',
    en: 'The password is one of the last {remembered}.',
  },
  LOGIN_NAME_TAKEN: { 'zh-CN': '该用户名已被使用。', en: 'This login name is taken.' },
  STAFF_HAS_ACCOUNT: { 'zh-CN': '该人员已有账号。', en: 'This staff member has an account already.' },
  OWN_ACCOUNT: {
    'zh-CN': '不能管理自己的账号和角色，请由另一位安全管理员办理。',
    en: 'Nobody manages their own account and roles; ask another security administrator.',
  },
  LAST_SECURITY_ADMIN: {
    'zh-CN': '本机构必须至少保留一名可登录的安全管理员。',
    en: 'The institution must keep at least one security administrator who can sign in.',
  },
  ROLE_REFUSED: { 'zh-CN': '不能授予该角色（规则 {rule}）。', en: 'The role is refused by rule {rule}.' },
  'ROLE_REFUSED.NOT_FOR_PEOPLE': { 'zh-CN': '该角色只能授予系统接口。', en: 'This role is for machines only.' },
  'ROLE_REFUSED.ADMINISTRATORS_APART': {
    'zh-CN': '三员须由不同人员担任，且不得兼任业务角色。',
    en: 'The three administrators are different people and hold no other role.',
  },
  'ROLE_REFUSED.WHOLE_INSTITUTION': {
    'zh-CN': '该角色只能按机构授予，不能限定科室。',
    en: 'This role is held for the whole institution, not for a department.',
  },
  'ROLE_REFUSED.ALREADY_HELD': {
    'zh-CN': '该人员在此期间已有该角色。',
    en: 'The person holds this role already for part of that time.',
  },
  'ROLE_REFUSED.PERIOD': { 'zh-CN': '有效期不正确。', en: 'The period is over, or ends before it begins.' },
  DELEGATION_REFUSED: { 'zh-CN': '不能如此委托（规则 {rule}）。', en: 'The delegation is refused by rule {rule}.' },
  'DELEGATION_REFUSED.ON_BEHALF': {
    'zh-CN': '代理他人时不能再委托。',
    en: 'Whoever acts in the name of somebody passes that on to nobody.',
  },
  'DELEGATION_REFUSED.ONESELF': { 'zh-CN': '不能委托给本人。', en: 'A colleague is needed, not oneself.' },
  'DELEGATION_REFUSED.PERIOD': {
    'zh-CN': '委托期限不正确，且不能早于当前时间。',
    en: 'The period begins in the past, is over, or ends before it begins.',
  },
  'DELEGATION_REFUSED.TOO_LONG': {
    'zh-CN': '委托期限最长 {longestDays} 天。',
    en: 'A delegation lasts for {longestDays} days at most.',
  },
  'DELEGATION_REFUSED.NOTHING_TO_DELEGATE': {
    'zh-CN': '您在此处没有可委托的角色；管理、审计及须本人签名的角色不能委托。',
    en: 'There is no role to delegate here; administration, oversight and what is signed in person cannot be.',
  },
  'DELEGATION_REFUSED.ALREADY_DELEGATED': {
    'zh-CN': '在此期间已委托该人员。',
    en: 'The colleague may act already for part of that time.',
  },
  MACHINE_NAME_TAKEN: { 'zh-CN': '本机构已有同名的系统接口账号。', en: 'A system of the institution has that name.' },
  MACHINE_KEY_REFUSED: { 'zh-CN': '不能签发密钥（规则 {rule}）。', en: 'The key is refused by rule {rule}.' },
  'MACHINE_KEY_REFUSED.DISABLED': { 'zh-CN': '该系统接口账号已停用。', en: 'The account of the system is disabled.' },
  'MACHINE_KEY_REFUSED.TOO_MANY': {
    'zh-CN': '有效密钥过多，请先吊销不用的密钥。',
    en: 'The system has too many keys; revoke one first.',
  },
  'MACHINE_KEY_REFUSED.PERIOD': {
    'zh-CN': '有效期须晚于当前时间，且最长 {longestDays} 天。',
    en: 'A key ends later than now, and within {longestDays} days.',
  },
};

export const identityConstraints = {
  COLLEAGUE: { 'zh-CN': '须为本机构其他在岗人员', en: 'must be somebody else who is active at the institution' },
  NETWORK: { 'zh-CN': '不是有效的网段', en: 'is no network like 10.1.2.0/24' },
} as const satisfies MessageCatalogue;
