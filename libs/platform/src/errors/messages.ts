import type { Locale } from '../actor/actor.js';

/** A message in every language; `{name}` is replaced by the fact of that name. */
export type Message = Readonly<Record<Locale, string>>;

/** Messages by code, or by `CODE.RULE` where a rule has words of its own. */
export type MessageCatalogue = Readonly<Record<string, Message>>;

/** Codes that every operation can answer with. */
export const platformMessages = {
  INTERNAL: {
    'zh-CN': '系统内部错误，请联系管理员并提供请求编号。',
    en: 'Internal error; tell the administrator the request id.',
  },
  UNAVAILABLE: { 'zh-CN': '系统暂时不可用，请稍后重试。', en: 'Temporarily unavailable; try again shortly.' },
  UNAUTHENTICATED: { 'zh-CN': '请先登录。', en: 'Sign in first.' },
  FORBIDDEN: { 'zh-CN': '您没有执行此操作的权限。', en: 'You are not permitted to do this.' },
  'FORBIDDEN.LEAD_HOSPITAL': {
    'zh-CN': '此项为全医共体共用，仅牵头医院可以修改。',
    en: 'This is one for the whole alliance; only the lead hospital changes it.',
  },
  PRINT_NOT_READY: {
    'zh-CN': '该单据暂不能打印（{rule}）。',
    en: 'This paper cannot be printed yet ({rule}).',
  },
  NOT_FOUND: { 'zh-CN': '未找到，或您无权查看。', en: 'Not found, or not visible to you.' },
  INVALID_INPUT: { 'zh-CN': '输入不符合要求：{fields}', en: 'The input is not acceptable: {fields}' },
  INVALID_CURSOR: { 'zh-CN': '分页游标无效。', en: 'The page cursor is not valid.' },
  TRANSITION_REFUSED: { 'zh-CN': '不能执行此操作（规则 {rule}）。', en: 'The action is refused by rule {rule}.' },
  'TRANSITION_REFUSED.STATE': {
    'zh-CN': '当前状态（{state}）下不能执行此操作。',
    en: 'Not possible in state {state}.',
  },
  'TRANSITION_REFUSED.WHO': { 'zh-CN': '此操作须由其他角色执行。', en: 'Somebody in another role has to do this.' },
  'TRANSITION_REFUSED.REASON_UNKNOWN': { 'zh-CN': '原因代码无效。', en: 'The reason code is not in the list.' },
  'TRANSITION_REFUSED.REASON_COMMENT_MISSING': {
    'zh-CN': '该原因必须填写说明。',
    en: 'This reason needs a comment.',
  },
  STALE_VERSION: {
    'zh-CN': '数据已被他人修改，请刷新后重试。',
    en: 'Changed by somebody else meanwhile; read it again.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    'zh-CN': '该幂等键已用于另一个请求。',
    en: 'This idempotency key was used for another request.',
  },
  RATE_LIMITED: {
    'zh-CN': '操作过于频繁，请在 {retryAfterSeconds} 秒后重试。',
    en: 'Too many attempts; try again in {retryAfterSeconds} s.',
  },
  TOO_MANY_SUBSCRIPTIONS: {
    'zh-CN': '此连接的订阅过多，最多 {most} 个。',
    en: 'Too many subscriptions on this connection; at most {most}.',
  },
  GRAPHQL_PARSE_FAILED: { 'zh-CN': '查询语法错误。', en: 'The query is not valid GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { 'zh-CN': '查询不符合接口定义。', en: 'The query does not fit the schema.' },
  BAD_USER_INPUT: { 'zh-CN': '变量不符合接口定义：{path}', en: 'A variable does not fit the schema: {path}' },
  BAD_REQUEST: { 'zh-CN': '请求格式不正确。', en: 'The request is malformed.' },
  OPERATION_RESOLUTION_FAILURE: {
    'zh-CN': '请求中没有可执行的操作，或未指明执行哪一个。',
    en: 'The request has no such operation, or does not say which one.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: { 'zh-CN': '不支持持久化查询。', en: 'Persisted queries are not supported.' },
  BODY_TOO_LARGE: { 'zh-CN': '请求内容过大。', en: 'The request body is too large.' },
  UNSUPPORTED_FILE: {
    'zh-CN': '无法读取该文件（{rule}），请上传 .xlsx 工作簿。',
    en: 'The file cannot be read ({rule}); upload an .xlsx workbook.',
  },
  'UNSUPPORTED_FILE.NOT_A_WORKBOOK': {
    'zh-CN': '该文件不是 .xlsx 工作簿，或已损坏。',
    en: 'The file is no .xlsx workbook, or it is damaged.',
  },
  'UNSUPPORTED_FILE.WORKBOOK_ENCRYPTED': {
    'zh-CN': '该工作簿设有打开密码，请在 Excel 中取消密码后重新保存。',
    en: 'The workbook asks for a password; save it without one.',
  },
  'UNSUPPORTED_FILE.WORKBOOK_TOO_OLD': {
    'zh-CN': '这是旧版 .xls 文件，请在 Excel 中另存为 .xlsx。',
    en: 'This is an .xls file; save it as .xlsx.',
  },
  'UNSUPPORTED_FILE.WORKBOOK_WITH_MACROS': {
    'zh-CN': '该工作簿含有宏，请另存为不含宏的 .xlsx。',
    en: 'The workbook holds macros; save it as .xlsx without them.',
  },
  'UNSUPPORTED_FILE.TOO_LARGE_INSIDE': {
    'zh-CN': '该工作簿解压后过大。',
    en: 'The workbook is too large once unpacked.',
  },
  'UNSUPPORTED_FILE.SHEET_MISSING': {
    'zh-CN': '该工作簿中没有所需的工作表。',
    en: 'The workbook lacks the sheet that is asked for.',
  },
  'UNSUPPORTED_FILE.TYPE_NOT_ALLOWED': {
    'zh-CN': '仅支持 PDF、JPG、PNG 文件；文件类型按实际内容判断。',
    en: 'Only PDF, JPG and PNG files are taken; what counts is what a file holds.',
  },
  'UNSUPPORTED_FILE.PDF_ENCRYPTED': {
    'zh-CN': '该 PDF 文件已加密，请去除密码后重新上传。',
    en: 'The PDF is encrypted; upload it without a password.',
  },
  'UNSUPPORTED_FILE.IMAGE_DAMAGED': {
    'zh-CN': '该图片已损坏或不完整，请重新拍摄或上传。',
    en: 'The picture is damaged or incomplete.',
  },
  'UNSUPPORTED_FILE.PDF_DAMAGED': { 'zh-CN': '该 PDF 文件已损坏。', en: 'The PDF is damaged.' },
  LENGTH_REQUIRED: {
    'zh-CN': '上传文件必须声明长度（Content-Length）。',
    en: 'An upload has to announce its length (Content-Length).',
  },
  FILE_LINK_INVALID: {
    'zh-CN': '下载链接无效或已过期，请重新打开页面获取。',
    en: 'The link is not valid any more; get a new one.',
  },
  QUERY_LIMIT_EXCEEDED: { 'zh-CN': '查询过于复杂，已被拒绝。', en: 'The query is too large or too deep.' },
} as const satisfies MessageCatalogue;

/** Words for the constraints of class-validator and of identifiers, for the list of fields in INVALID_INPUT. */
/** What may be wrong with a cell or a row of a workbook. */
const sheetConstraints: MessageCatalogue = {
  COLUMN_MISSING: { 'zh-CN': '缺少该列', en: 'is missing from the headings' },
  FORMULA: { 'zh-CN': '是公式，请粘贴为数值', en: 'is a formula; paste its value' },
  MERGED_CELLS: { 'zh-CN': '是合并单元格，请取消合并并逐行填写', en: 'is merged; fill in every row' },
  ROW_TWICE: { 'zh-CN': '与前面的行重复', en: 'stands in an earlier row already' },
  NUMBER_NOT_EXACT: {
    'zh-CN': '是超过 15 位的数字或小数，请将单元格设为文本后重新填写',
    en: 'is a number of which Excel keeps 15 digits; make the cell a text and type it again',
  },
  YES_OR_NO: { 'zh-CN': '应填写“是”或“否”', en: 'must be yes or no' },
  NUMBER: { 'zh-CN': '应为数字', en: 'must be a number' },
  WHOLE_NUMBER: { 'zh-CN': '应为整数', en: 'must be a whole number' },
  AMOUNT: { 'zh-CN': '应为金额（元，最多两位小数）', en: 'must be an amount of yuan with two decimals at most' },
  DATE_UNREADABLE: { 'zh-CN': '日期无法识别', en: 'is no date' },
  TIME_UNREADABLE: { 'zh-CN': '时间无法识别', en: 'is no time of day' },
};

export const constraintMessages: MessageCatalogue = {
  isNotEmpty: { 'zh-CN': '不能为空', en: 'must not be empty' },
  isDefined: { 'zh-CN': '必填', en: 'is required' },
  maxLength: { 'zh-CN': '过长', en: 'is too long' },
  minLength: { 'zh-CN': '过短', en: 'is too short' },
  min: { 'zh-CN': '过小', en: 'is too small' },
  max: { 'zh-CN': '过大', en: 'is too large' },
  isUuid: { 'zh-CN': '不是有效的编号', en: 'is not a valid id' },
  isString: { 'zh-CN': '应为一段文字', en: 'must be one text' },
  isInt: { 'zh-CN': '应为整数', en: 'must be a whole number' },
  isNumber: { 'zh-CN': '应为数字', en: 'must be a number' },
  isBoolean: { 'zh-CN': '应为是或否', en: 'must be true or false' },
  isDate: { 'zh-CN': '不是有效的时间', en: 'is not a valid time' },
  isArray: { 'zh-CN': '应为列表', en: 'must be a list' },
  arrayUnique: { 'zh-CN': '有重复项', en: 'names something twice' },
  nestedValidation: { 'zh-CN': '结构不正确', en: 'has the wrong structure' },
  whitelistValidation: { 'zh-CN': '不是可用的参数', en: 'is not asked for here' },
  isEnum: { 'zh-CN': '不在允许的取值内', en: 'is not an allowed value' },
  isIn: { 'zh-CN': '不在允许的取值内', en: 'is not an allowed value' },
  arrayMaxSize: { 'zh-CN': '条数过多', en: 'has too many items' },
  arrayMinSize: { 'zh-CN': '条数不足', en: 'has too few items' },
  TEXT_NOT_STORABLE: { 'zh-CN': '含有无法保存的字符', en: 'holds a character that cannot be stored' },
  matches: { 'zh-CN': '格式不正确', en: 'has the wrong format' },
  ...sheetConstraints,
};
