/** What workbooks are uploaded for. */
export const WORKBOOK_PURPOSE = 'setup.workbook';
