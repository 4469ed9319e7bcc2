"""The names of months, long and short, in the languages of Europe, as spreadsheets read them: from Unicode's CLDR."""

_NAMES = """
abr abril ago agost agosto août apr april aprile aprilie aprill apríl apríla aprīlis ara aralık aug august augusta
augusti augusts augustus augusztus avg avgust avr avril ağu ağustos bal balandis balandžio birž birželio birželis
bře březen března cze czerwca czerwiec dec december decembra decembrie decembris des desember desembre dets
detsember dez dezember dezembro dic dicembre diciembre dub duben dubna déc décembre eki ekim elo elokuu elokuuta ene
enero eyl eylül feb febbraio febr febrer febrero februar februari februarie february február februára februāris fev
fevereiro févr février geg gegužė gegužės gen gener gennaio giu giugno gru grudnia grudzień gruod gruodis gruodžio
haz haziran heinä heinäkuu heinäkuuta helmi helmikuu helmikuuta huhti huhtikuu huhtikuuta ian ianuarie iul iulie iun
iunie jaan jaanuar jan janeiro januar januari january január januára janv janvier janvāris joulu joulukuu joulukuuta
juil juillet juin jul julho juli julij julio juliol july jun june junho juni junij junio juny juuli juuni júl júla
július jún júna június jūl jūlijs jūn jūnijs kas kasım kesä kesäkuu kesäkuuta kol kolovoz kolovoza kov kovas kovo
kvě květen května kwi kwiecień kwietnia lapkr lapkritis lapkričio led leden ledna liep liepa liepos lip lipanj lipca
lipiec lipnja lis listopad listopada listopadu loka lokakuu lokakuuta lug luglio lut lutego luty maalis maaliskuu
maaliskuuta maart mag maggio mai maig maijs maio maj maja mar marca march marec marras marraskuu marraskuuta mars
mart martie marts marzec marzo març março may mayo mayıs mei mrt mrz máj mája május márc március mär märts märz nis
nisan noiembrie nov november novembra novembre novembris novembro noviembre oca ocak oct october octobre octombrie
octubre okt oktober oktobris oktoober október októbra ott ottobre out outubro ožu ožujak ožujka paź październik
października pro prosinac prosinca prosince prosinec rugp rugpjūtis rugpjūčio rugs rugsėjis rugsėjo ruj rujan rujna
saus sausio sausis sep sept september septembra septembre septembrie septembris septiembre set setembre setembro
settembre sie sierpień sierpnia sij siječanj siječnja spal spalio spalis srp srpanj srpen srpna srpnja stu studeni
studenoga sty styczeń stycznia svi svibanj svibnja syys syyskuu syyskuuta szept szeptember tammi tammikuu tammikuuta
tem temmuz touko toukokuu toukokuuta tra travanj travnja vas vasario vasaris veebr veebruar velj veljača veljače wrz
wrzesień września zář září ápr április úno únor února červen července červenec června čvc čvn říj říjen října şub
şubat απρ απρίλιοσ απριλίου αυγ αυγούστου αύγ αύγουστοσ δεκ δεκέμβριοσ δεκεμβρίου ιαν ιανουάριοσ ιανουαρίου ιουλ
ιουλίου ιουν ιουνίου ιούλ ιούλιοσ ιούν ιούνιοσ μάι μάιοσ μάρ μάρτιοσ μαρ μαρτίου νοέ νοέμβριοσ νοε νοεμβρίου οκτ
οκτωβρίου οκτώβριοσ σεπ σεπτέμβριοσ σεπτεμβρίου φεβ φεβρουάριοσ φεβρουαρίου авг август августа апр апрель апреля
април бер березень березня вер вересень вересня груд грудень грудня дек декабрь декабря декември жовт жовтень жовтня
июл июль июля июн июнь июня квіт квітень квітня лип липень липня лист листопад листопада лют лютий лютого май мар
март марта мая ное ноември нояб ноябрь ноября окт октомври октябрь октября сент сентябрь сентября сеп септември серп
серпень серпня січ січень січня трав травень травня фев февр февраль февраля февруари черв червень червня юли юни
янв январь января яну януари
"""

MONTH_NAMES = frozenset(_NAMES.split())
