/** A chart beside the cells of a sheet that it is drawn from: Excel draws it anew when they change. */
export interface SheetChart {
  readonly title: string;
  readonly kind: 'line' | 'bar';
  /** Rows of data below the headings. */
  readonly rows: number;
  /** Columns by their place: the one that names the points, and those that are drawn. */
  readonly names: number;
  readonly values: readonly number[];
}

/** The sheet that charts stand on. */
interface ChartSheet {
  /** Its place in the workbook. */
  readonly at: number;
  /** Its name and its headings, fit for XML, and what makes other texts so. */
  readonly sheet: string;
  readonly headings: readonly string[];
  readonly escaped: (text: string) => string;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const DRAWINGS = 'http://schemas.openxmlformats.org/drawingml/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Cells that a chart covers. */
const WIDTH = 9;
const HEIGHT = 17;
/** Of what is drawn, one after the other: nobody else gives them any. */
const COLORS = ['4472C4', 'ED7D31', '70AD47', '7F7F7F', 'FFC000', '5B9BD5'];
const CATEGORY_AXIS = 1;
const VALUE_AXIS = 2;

/** What the workbook says of the charts of a sheet, in its list of parts. */
export function chartTypes(charts: number, at: number): string {
  if (charts === 0) return '';
  const each = Array.from({ length: charts }, (_, number) => partType(chartPath(at, number), 'drawingml.chart+xml'));
  return [partType(drawingPath(at), 'drawing+xml'), ...each].join('');
}

/** The charts of a sheet, the drawing that holds them, and what leads from one to the other, by their paths. */
export function chartParts(charts: readonly SheetChart[], place: ChartSheet): ReadonlyMap<string, string> {
  if (charts.length === 0) return new Map();
  const { at, headings } = place;
  const toCharts = charts.map((_, number) => relationship(number + 1, 'chart', `../${chartPath(at, number)}`));
  return new Map([
    [`xl/worksheets/_rels/sheet${at + 1}.xml.rels`, related([relationship(1, 'drawing', `../${drawingPath(at)}`)])],
    [`xl/${drawingPath(at)}`, drawingXml(charts.length, headings.length)],
    [`xl/drawings/_rels/drawing${at + 1}.xml.rels`, related(toCharts)],
    ...charts.map((chart, number) => [`xl/${chartPath(at, number)}`, chartXml(chart, place)] as const),
  ]);
}

const drawingPath = (at: number): string => `drawings/drawing${at + 1}.xml`;
const chartPath = (at: number, number: number): string => `charts/chart${at + 1}-${number + 1}.xml`;
const partType = (path: string, type: string): string =>
  `<Override PartName="/xl/${path}" ContentType="${TYPE}.${type}"/>`;
const relationship = (id: number, kind: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${RELATIONSHIPS}/${kind}" Target="${target}"/>`;
const related = (relationships: readonly string[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}">${relationships.join('')}</Relationships>`;
const corner = (name: 'from' | 'to', column: number, row: number): string =>
  `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;

/** The drawing of a sheet: its charts one below the other, beside the columns. */
function drawingXml(charts: number, columns: number): string {
  const anchors = Array.from({ length: charts }, (_, at) => {
    const top = 1 + at * (HEIGHT + 1);
    return `<xdr:twoCellAnchor>${corner('from', columns + 1, top)}${corner('to', columns + 1 + WIDTH, top + HEIGHT)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${at + 2}" name="Chart ${at + 1}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${DRAWINGS}/chart"><c:chart xmlns:c="${DRAWINGS}/chart" r:id="rId${at + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`;
  });
  return `${XML}<xdr:wsDr xmlns:xdr="${DRAWINGS}/spreadsheetDrawing" xmlns:a="${DRAWINGS}/main" xmlns:r="${RELATIONSHIPS}">${anchors.join('')}</xdr:wsDr>`;
}

function chartXml(chart: SheetChart, place: ChartSheet): string {
  const kind = `${chart.kind}Chart`;
  const options =
    chart.kind === 'line' ? '<c:grouping val="standard"/>' : '<c:barDir val="col"/><c:grouping val="clustered"/>';
  const series = chart.values.map((column, at) => seriesXml(chart, place, { column, at })).join('');
  return `${XML}<c:chartSpace xmlns:c="${DRAWINGS}/chart" xmlns:a="${DRAWINGS}/main" xmlns:r="${RELATIONSHIPS}"><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>${place.escaped(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:${kind}>${options}<c:varyColors val="0"/>${series}${chart.kind === 'line' ? '<c:marker val="1"/>' : '<c:gapWidth val="60"/>'}<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/></c:${kind}>${axisXml('catAx', CATEGORY_AXIS, VALUE_AXIS, 'b')}${axisXml('valAx', VALUE_AXIS, CATEGORY_AXIS, 'l')}</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}

function seriesXml(
  { rows, names, kind }: SheetChart,
  { sheet, headings }: ChartSheet,
  { column, at }: { readonly column: number; readonly at: number },
): string {
  const range = (place: number): string => {
    const letter = String.fromCodePoint(65 + place);
    return `'${sheet.replaceAll("'", "''")}'!$${letter}$2:$${letter}$${rows + 1}`;
  };
  const heading = `<c:tx><c:v>${headings[column]!}</c:v></c:tx>`;
  const fill = `<a:solidFill><a:srgbClr val="${COLORS[at % COLORS.length]}"/></a:solidFill>`;
  const drawn =
    kind === 'line'
      ? `<c:spPr><a:ln w="28575" cap="rnd">${fill}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr>${fill}</c:spPr></c:marker>`
      : `<c:spPr>${fill}</c:spPr><c:invertIfNegative val="0"/>`;
  return `<c:ser><c:idx val="${at}"/><c:order val="${at}"/>${heading}${drawn}<c:cat><c:strRef><c:f>${range(names)}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>${range(column)}</c:f></c:numRef></c:val>${kind === 'line' ? '<c:smooth val="0"/>' : ''}</c:ser>`;
}

function axisXml(name: 'catAx' | 'valAx', id: number, crosses: number, place: string): string {
  const numbers = name === 'valAx' ? '<c:majorGridlines/><c:numFmt formatCode="General" sourceLinked="0"/>' : '';
  return `<c:${name}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${place}"/>${numbers}<c:crossAx val="${crosses}"/></c:${name}>`;
}
