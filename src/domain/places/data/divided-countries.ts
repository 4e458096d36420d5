/**
 * Countries whose clocks differ, and where. Source: the tz database, release 2026c of 2026-07-08 (public domain): zone.tab,
 * and the comments of its files on which parts of a country follow which zone; read on 2026-11-21. Codes: ISO 3166-2.
 *
 * - Zones whose clocks have long been the same are one (Detroit is apart from New York only in the history of Michigan).
 * - Where a state is divided, both of its zones are given, however small a part has the second: in Florida the west of the
 *   panhandle, in Oregon one county, in Nevada one town.
 * - Places where nobody has a telephone number (Macquarie Island, the weather station of Danmarkshavn) are left out, and
 *   Asia/Urumqi, since the official time of all of China is that of Beijing.
 */
export interface DividedCountry {
  /** One zone for each clock of the country: for those who know no more of the person. */
  readonly zones: string;
  /** Zones → the regions that have them. A region that is not named has all of the country's. */
  readonly regions: Readonly<Record<string, string>>;
}

export const dividedCountries: Readonly<Record<string, DividedCountry>> = {
  US: {
    zones:
      'America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage America/Adak Pacific/Honolulu',
    regions: {
      'America/New_York': 'CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV',
      'America/New_York America/Chicago': 'FL KY TN',
      'America/Indiana/Indianapolis America/Chicago': 'IN',
      'America/Detroit America/Menominee': 'MI',
      'America/Chicago': 'AL AR IA IL LA MN MO MS OK WI',
      'America/Chicago America/Denver': 'KS ND NE SD TX',
      'America/Denver': 'CO MT NM UT WY',
      'America/Boise America/Los_Angeles': 'ID',
      // The Navajo Nation has daylight saving time, as in Denver.
      'America/Phoenix America/Denver': 'AZ',
      'America/Los_Angeles': 'CA WA',
      'America/Los_Angeles America/Boise': 'OR',
      'America/Los_Angeles America/Denver': 'NV',
      'America/Anchorage America/Adak': 'AK',
      'Pacific/Honolulu': 'HI',
    },
  },
  CA: {
    zones:
      'America/St_Johns America/Halifax America/Blanc-Sablon America/Toronto America/Atikokan America/Winnipeg America/Regina America/Edmonton America/Cambridge_Bay America/Vancouver America/Whitehorse',
    regions: {
      'America/St_Johns America/Goose_Bay': 'NL',
      'America/Halifax': 'NS PE',
      'America/Moncton': 'NB',
      // Atlantic time on the Magdalen Islands, and without daylight saving time on the Lower North Shore.
      'America/Toronto America/Halifax America/Blanc-Sablon': 'QC',
      'America/Toronto America/Winnipeg America/Atikokan': 'ON',
      'America/Winnipeg': 'MB',
      // Lloydminster keeps the time of Alberta.
      'America/Regina America/Edmonton': 'SK',
      'America/Edmonton': 'AB',
      'America/Vancouver America/Edmonton America/Dawson_Creek': 'BC',
      'America/Whitehorse': 'YT',
      'America/Edmonton America/Inuvik': 'NT',
      'America/Iqaluit America/Atikokan America/Rankin_Inlet America/Cambridge_Bay': 'NU',
    },
  },
  AU: {
    zones:
      'Australia/Sydney Australia/Brisbane Australia/Adelaide Australia/Darwin Australia/Perth Australia/Eucla Australia/Lord_Howe',
    regions: {
      'Australia/Sydney': 'ACT',
      'Australia/Sydney Australia/Broken_Hill Australia/Lord_Howe': 'NSW',
      'Australia/Melbourne': 'VIC',
      'Australia/Hobart': 'TAS',
      'Australia/Brisbane': 'QLD',
      'Australia/Adelaide': 'SA',
      'Australia/Darwin': 'NT',
      'Australia/Perth Australia/Eucla': 'WA',
    },
  },
  BR: {
    zones: 'America/Sao_Paulo America/Manaus America/Rio_Branco America/Noronha',
    regions: {
      'America/Sao_Paulo': 'DF ES GO MG PR RJ RS SC SP',
      'America/Fortaleza': 'CE MA PB PI RN',
      'America/Maceio': 'AL SE',
      'America/Bahia': 'BA',
      'America/Recife America/Noronha': 'PE',
      'America/Belem': 'AP PA',
      'America/Araguaina': 'TO',
      'America/Campo_Grande': 'MS',
      'America/Cuiaba': 'MT',
      'America/Porto_Velho': 'RO',
      'America/Boa_Vista': 'RR',
      'America/Manaus America/Eirunepe': 'AM',
      'America/Rio_Branco': 'AC',
    },
  },
  MX: {
    zones:
      'America/Mexico_City America/Cancun America/Matamoros America/Ciudad_Juarez America/Mazatlan America/Tijuana',
    regions: {
      'America/Mexico_City': 'AGU CHP CMX COL GRO GUA HID JAL MEX MIC MOR OAX PUE QUE SLP TAB TLA VER ZAC',
      'America/Merida': 'CAM YUC',
      'America/Cancun': 'ROO',
      'America/Monterrey': 'DUR',
      // Towns on the border have the time of the United States.
      'America/Monterrey America/Matamoros': 'COA NLE TAM',
      'America/Chihuahua America/Ciudad_Juarez America/Ojinaga': 'CHH',
      'America/Mazatlan America/Bahia_Banderas': 'NAY',
      'America/Mazatlan': 'BCS SIN',
      'America/Hermosillo': 'SON',
      'America/Tijuana': 'BCN',
    },
  },
  RU: {
    zones:
      'Europe/Kaliningrad Europe/Moscow Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Irkutsk Asia/Yakutsk Asia/Vladivostok Asia/Magadan Asia/Kamchatka',
    regions: {
      'Europe/Kaliningrad': 'KGD',
      'Europe/Moscow':
        'AD ARK BEL BRY CE CU DA IN IVA KB KC KDA KL KLU KO KOS KR KRS LEN LIP ME MO MOS MOW MUR NEN NGR NIZ ORL PNZ PSK ROS RYA SE SMO SPE STA TA TAM TUL TVE VLA VLG VOR YAR',
      'Europe/Kirov': 'KIR',
      'Europe/Volgograd': 'VGG',
      'Europe/Astrakhan': 'AST',
      'Europe/Saratov': 'SAR',
      'Europe/Samara': 'SAM UD',
      'Europe/Ulyanovsk': 'ULY',
      'Asia/Yekaterinburg': 'BA CHE KGN KHM ORE PER SVE TYU YAN',
      'Asia/Omsk': 'OMS',
      'Asia/Barnaul': 'AL ALT',
      'Asia/Novosibirsk': 'NVS',
      'Asia/Tomsk': 'TOM',
      'Asia/Novokuznetsk': 'KEM',
      'Asia/Krasnoyarsk': 'KK KYA TY',
      'Asia/Irkutsk': 'BU IRK',
      'Asia/Chita': 'ZAB',
      'Asia/Yakutsk': 'AMU',
      'Asia/Yakutsk Asia/Vladivostok Asia/Srednekolymsk': 'SA',
      'Asia/Vladivostok': 'KHA PRI YEV',
      'Asia/Magadan': 'MAG',
      'Asia/Sakhalin': 'SAK',
      'Asia/Kamchatka': 'KAM',
      'Asia/Anadyr': 'CHU',
    },
  },
  ID: {
    zones: 'Asia/Jakarta Asia/Makassar Asia/Jayapura',
    regions: {
      'Asia/Jakarta': 'AC BB BE BT JA JB JI JK JT JW KR LA RI SB SM SS SU YO',
      'Asia/Pontianak': 'KB KT',
      'Asia/Jakarta Asia/Makassar': 'KA',
      'Asia/Makassar': 'BA GO KI KS KU NB NT NU SA SG SL SN SR ST',
      'Asia/Jayapura': 'MA ML MU PA PB PD PE PP PS PT',
    },
  },
  MN: {
    zones: 'Asia/Ulaanbaatar Asia/Hovd',
    regions: {
      'Asia/Ulaanbaatar': '1 035 037 039 041 047 049 051 053 055 057 059 061 063 064 065 067 069 073',
      'Asia/Hovd': '043 046 071',
    },
  },
  CL: {
    zones: 'America/Santiago America/Punta_Arenas Pacific/Easter',
    regions: {
      'America/Santiago': 'AN AP AR AT BI CO LI LL LR ML NB RM TA',
      'America/Santiago Pacific/Easter': 'VS',
      // Aysén has kept the clocks of Magallanes since 2025; older time-zone data has no name for it.
      'America/Punta_Arenas': 'AI MA',
    },
  },
  EC: {
    zones: 'America/Guayaquil Pacific/Galapagos',
    regions: {
      'America/Guayaquil': 'A B C D E F G H I L M N O P R S SD SE T U X Y Z',
      'Pacific/Galapagos': 'W',
    },
  },
  ES: {
    zones: 'Europe/Madrid Atlantic/Canary',
    regions: {
      'Europe/Madrid':
        'A AB AL AN AR AS AV B BA BI BU C CA CB CC CE CL CM CO CR CS CT CU EX GA GI GR GU H HU IB J L LE LO LU M MA MC MD ML MU NA NC O OR P PM PO PV RI S SA SE SG SO SS T TE TO V VA VC VI Z ZA',
      'Atlantic/Canary': 'CN GC TF',
    },
  },
  PT: {
    zones: 'Europe/Lisbon Atlantic/Azores',
    regions: {
      'Europe/Lisbon': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18',
      'Atlantic/Azores': '20',
      'Atlantic/Madeira': '30',
    },
  },
  NZ: {
    zones: 'Pacific/Auckland Pacific/Chatham',
    regions: {
      'Pacific/Auckland': 'AUK BOP CAN GIS HKB MBH MWT NSN NTL OTA STL TAS TKI WGN WKO WTC',
      'Pacific/Chatham': 'CIT',
    },
  },
  CD: { zones: 'Africa/Kinshasa Africa/Lubumbashi', regions: {} },
  GL: { zones: 'America/Nuuk America/Scoresbysund America/Thule', regions: {} },
  PF: { zones: 'Pacific/Tahiti Pacific/Marquesas Pacific/Gambier', regions: {} },
  KI: {
    zones: 'Pacific/Tarawa Pacific/Kanton Pacific/Kiritimati',
    regions: { 'Pacific/Tarawa': 'G', 'Pacific/Kanton': 'P', 'Pacific/Kiritimati': 'L' },
  },
  FM: {
    zones: 'Pacific/Chuuk Pacific/Pohnpei',
    regions: { 'Pacific/Chuuk': 'TRK YAP', 'Pacific/Pohnpei': 'PNI', 'Pacific/Kosrae': 'KSA' },
  },
  PG: {
    zones: 'Pacific/Port_Moresby Pacific/Bougainville',
    regions: {
      'Pacific/Port_Moresby':
        'CPK CPM EBR EHG EPW ESW GPK HLA JWK MBA MPL MPM MRL NCD NIK NPP SAN SHM WBK WHM WPD',
      'Pacific/Bougainville': 'NSB',
    },
  },
  UA: {
    zones: 'Europe/Kyiv Europe/Simferopol',
    regions: {
      'Europe/Kyiv': '05 07 09 12 14 18 21 23 26 30 32 35 46 48 51 53 56 59 61 63 65 68 71 74 77',
      'Europe/Simferopol': '40 43',
    },
  },
  UM: { zones: 'Pacific/Midway Pacific/Wake', regions: {} },
  // Several zones by their history, one clock.
  AR: { zones: 'America/Argentina/Buenos_Aires', regions: {} },
  CN: { zones: 'Asia/Shanghai', regions: {} },
  CY: { zones: 'Asia/Nicosia', regions: {} },
  DE: { zones: 'Europe/Berlin', regions: {} },
  KZ: { zones: 'Asia/Almaty', regions: {} },
  MH: { zones: 'Pacific/Majuro', regions: {} },
  MY: { zones: 'Asia/Kuala_Lumpur', regions: {} },
  PS: { zones: 'Asia/Gaza', regions: {} },
  UZ: { zones: 'Asia/Tashkent', regions: {} },
};
