"""Portuguese, of Portugal and Brazil."""

from fractions import Fraction

from dragoman.language.tables.base import ISLAMIC_MONTHS, SHY_MONTHS, SOLAR_MONTHS, Clock, Table

TABLE = Table(
    cardinals={
        0: "zero", 1: "um uma", 2: "dois duas", 3: "três triplo", 4: "quatro", 5: "cinco", 6: "seis", 7: "sete",
        8: "oito",
        9: "nove", 10: "dez", 11: "onze", 12: "doze", 13: "treze", 14: "catorze quatorze", 15: "quinze",
        16: "dezesseis dezasseis", 17: "dezessete dezassete", 18: "dezoito", 19: "dezenove dezanove", 20: "vinte",
        30: "trinta", 40: "quarenta", 50: "cinquenta", 60: "sessenta", 70: "setenta", 80: "oitenta", 90: "noventa",
        100: "cem cento", 200: "duzentos duzentas", 300: "trezentos trezentas", 400: "quatrocentos quatrocentas",
        500: "quinhentos quinhentas", 600: "seiscentos seiscentas", 700: "setecentos setecentas",
        800: "oitocentos oitocentas", 900: "novecentos novecentas",
    },
    scales={
        1000: "mil", 10**6: "milhão milhões mi", 10**9: "bilhão bilhões bi",
        10**12: "trilhão trilhões bilião biliões tri",
    },
    implicit="mil milhão bilhão dezena dúzia centena milhar",
    collectives={10: "dezena", 12: "dúzia dúzias", 15: "quinzena", 20: "vintena", 100: "centena", 1000: "milhar"},
    articles="um uma",
    ordinals={
        1: "primeiro primeira primeiros primeiras", 2: "segundo segunda segundos segundas", 3: "terceiro terceira",
        4: "quarto quarta", 5: "quinto quinta", 6: "sexto sexta", 7: "sétimo sétima", 8: "oitavo oitava",
        9: "nono nona", 10: "décimo décima", 20: "vigésimo vigésima", 30: "trigésimo trigésima",
        40: "quadragésimo quadragésima", 50: "quinquagésimo quinquagésima", 60: "sexagésimo sexagésima",
        70: "septuagésimo septuagésima", 80: "octogésimo octogésima", 90: "nonagésimo nonagésima",
        100: "centésimo centésima",
    },
    ordinal_suffixes="º ª o a",
    doubtful="quarto quarta quinta sexta",
    joiner="e",
    joins="&&?",
    point="vírgula ponto",
    minus="menos",
    below_zero="abaixo de zero, negativos",
    fractions={3: "terços", 4: "quartos", 5: "quintos", 6: "sextos", 8: "oitavos", 10: "décimos"},
    parts={
        Fraction(1, 3): "um terço, a terça parte", Fraction(1, 4): "um quarto do, um quarto da, um quarto dos",
        Fraction(1, 5): "um quinto", Fraction(1, 10): "um décimo",
    },
    weak_parts={Fraction(1, 4): "um quarto de"},
    part_before={Fraction(1, 2): "meio, meia", Fraction(1, 4): "quarto de"},
    half_alone="metade, a metade",
    part_after={Fraction(1, 2): "& meio, & meia", Fraction(1, 4): "& um quarto, & quarto"},
    part_after_unit={Fraction(3, 4): "& três quartos", Fraction(1, 3): "& um terço"},
    about="cerca de, uns, umas, aproximadamente, quase, em torno de, por volta de, mais ou menos, perto de",
    several="vários, várias, alguns, algumas, uns, umas, poucos, poucas, muitos, muitas",
    magnitudes={10: "dezenas, dúzias", 100: "centenas", 1000: "milhares", 10**6: "milhões", 10**9: "bilhões"},
    twos="ambos, ambas, os dois, as duas, nós dois, nós duas, vocês dois, o dobro, um par, um par de",
    between="entre",
    to="a, até, ao",
    day_to="& o, & do, ou o",
    or_="ou",
    of="de",
    percent="por cento, pontos percentuais",
    per_mille="por mil",
    units={
        "mm": "milímetro, milímetros", "cm": "centímetro, centímetros", "m": "metro, metros",
        "km": "quilômetro, quilômetros, quilómetro, quilómetros", "inch": "polegada, polegadas", "foot": "pés",
        "yard": "jardas", "mile": "milha, milhas", "nmi": "milha náutica, milhas náuticas",
        "m2": "metro quadrado, metros quadrados", "km2": "quilômetro quadrado, quilômetros quadrados",
        "ha": "hectare, hectares", "acre": "acre, acres", "m3": "metro cúbico, metros cúbicos",
        "l": "litro, litros", "ml": "mililitro, mililitros", "gallon": "galão, galões", "barrel": "barril, barris",
        "mg": "miligrama, miligramas", "g": "grama, gramas", "kg": "quilo, quilos, quilograma, quilogramas",
        "t": "tonelada, toneladas", "ounce": "onça, onças",
        "km/h": "quilômetros por hora, quilómetros por hora", "mile/h": "milhas por hora",
        "s": "segundo, segundos", "min": "minuto, minutos", "h": "hora, horas", "day": "dia, dias",
        "week": "semana, semanas", "month": "mês, meses", "year": "ano, anos", "decade": "década, décadas",
        "century": "século, séculos", "degree": "grau, graus", "°C": "graus celsius, graus centígrados",
        "°F": "graus fahrenheit", "W": "watt, watts", "kW": "quilowatts", "MW": "megawatt, megawatts",
        "dollar": "dólar, dólares", "cent": "centavo, centavos, cêntimo, cêntimos", "euro": "euro, euros",
        "pound": "libra, libras, libras esterlinas", "rial": "rial, riais, riales, rials",
        "toman": "toman, tomans, tomães",
        "lira": "lira, liras", "peso": "peso, pesos", "real": "real, reais", "ruble": "rublo, rublos",
        "dinar": "dinar, dinares", "dirham": "dirham, dirhams", "shekel": "shekel, shekels, siclo, siclos",
        "franc": "franco, francos", "yen": "iene, ienes", "yuan": "yuan, yuans", "rupee": "rupia, rupias",
        "kwanza": "kwanza, kwanzas", "escudo": "escudo, escudos", "metical": "metical, meticais",
    },
    months={
        1: "janeiro, jan.", 2: "fevereiro, fev.", 3: "março", 4: "abril, abr.", 5: "maio", 6: "junho, jun.",
        7: "julho, jul.", 8: "agosto, ago.", 9: "setembro, set.", 10: "outubro, out.", 11: "novembro, nov.",
        12: "dezembro",
    },
    solar=SOLAR_MONTHS,
    islamic=ISLAMIC_MONTHS,
    shy_months=SHY_MONTHS,
    date_words="de do mês",
    year_before="o ano, o ano de, no ano, no ano de, ano de, ano",
    gregorian="d.C., depois de Cristo",
    islamic_era="da hégira",
    decade_before="anos, os anos, nos anos, a década de, década de, década dos",
    century="século",
    clock=Clock(
        before="às, à, são as, eram as, até as, até às, pelas, desde as",
        open="as",
        exact="em ponto",
        hours="horas, hora, h",
        past={30: "& meia", 15: "& um quarto", -15: "menos um quarto"},
        less="menos",
        named={720: "meio dia"},
        am="da manhã, da madrugada",
        pm="da tarde",
        night="da noite",
    ),
    idioms="mil vezes, cem vezes, mil maravilhas, quatro olhos, sete chaves, dois dedos, duas palavras, quatro "
    "patas, meia dúzia, quatro paredes, dois passos, mil coisas, sete vidas",
    traps="cada um, cada uma, segundo informações, segundo o, segundo a, segundo os, segundo as, segundo ele, "
    "segundo ela, segundo eles, segundo fontes, segundo dados, segunda feira, terça feira, quarta feira, "
    "quinta feira, sexta feira, na segunda, na terça, na quarta, na quinta, na sexta, primeiro ministro, "
    "primeira ministra, primeira dama, em primeiro lugar, meio ambiente, por meio de, meio de, os meios, meios de, "
    "em meio a, no meio, um segundo, uma vez, um dia, terceiro mundo, à primeira vista, pela primeira vez, "
    "o quarto, seu quarto, meu quarto, no quarto, de quarto, do quarto, idade média, à meia noite, meia noite, "
    "um a um, uns aos outros, uma à outra, às vezes, de primeira, de dois em, de duas em, de três em, de quatro em, "
    "de cinco em, de dez em",
)  # fmt: skip
