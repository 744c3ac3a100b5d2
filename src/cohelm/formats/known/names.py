"""Given names and places that many lists have, by which a column of people or of sites is told."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORDS = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=5_000)
def plainly(text: str) -> str:
    """The words of a text in lower case and plain letters, one blank between them."""
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore")
    return " ".join(WORDS.findall(folded.decode().lower()))


# The commonest given names in the registers of births of Europe, America, Asia and Africa.
GIVEN = """
aaron adam adele adrian agnes ahmed aisha alain alan albert alejandro alessandro alex alexander
alexandra alfred ali alice alicia alina amanda amelie amina amir amy ana anders andre andrea andreas
andrew angela anita anja anke ann anna anne annette anthony antoine anton antonio arjun arthur
astrid barbara beate beatrice ben benjamin benoit bernard bernd birgit bjorn bob brian brigitte
bruno camille carl carla carlos carmen carol caroline catherine cecile charles charlotte chen chiara
chloe chris christian christiane christina christine christopher claire clara claudia claudio claus
clement craig cristina daniel daniela daniele david deborah deepak denis dennis diana diego dieter
dirk dmitri dominique donald dorothea eduardo edward elena eleanor elias elisabeth elise elizabeth
ella emily emma emmanuel enrique eric erik erika ernst esther etienne eva evelyn fabian fabio farid
fatima felix fernando filip florence florian francesca francesco francis francisco franck frank
franz francois francoise fred frederic frederik friedrich gabriel gabriele gary george georg gerald
gerard gerd gerhard gilles giovanni giulia giuseppe grace greg gregor guillaume gunter gustav hannah
hans harald harry heike heinrich heinz helen helena helene helga helmut henri henrik henry herbert
hiroshi holger hubert hugo ian ibrahim ines ingrid irene isabel isabelle ivan jack jacob jacqueline
jacques jakob jamal james jan jane janet jason javier jean jeff jennifer jens jeremy jessica jim
joachim joan joanna joao joe joel johan johann johannes john jonas jonathan jorge jorg jose josef
joseph juan judith jules julia julian julie julien jurgen justin karen karin karl katharina
katherine kathrin katja keiko keith kelly kenneth kevin khalid kim klaus kristin kurt lara lars
laura laurence laurent lea lena leo leon leonie li lina linda lisa lothar louis louise luc luca
lucas lucia lucie luis luisa lukas maja manfred manuel marc marcel marco marcus margaret margit
maria marie marina mario marion mark markus marta martha martin martina mary mathieu mathilde matteo
matthew matthias maurice max maximilian mehmet melanie michael michel michele michelle miguel mikael
mike mohamed mohammed monica monika moritz muhammad nadia nadine nancy natalia natalie nathalie neil
nicholas nick nicolas nicole niels nina noah nora norbert olaf oleg olga oliver olivia olivier omar
oscar otto pablo paolo pascal patricia patrick patrik paul paula pedro peter petra philip philipp
philippe pia pierre pietro priya rachel rafael rahul rainer ralf ralph ramon raphael raj ravi
rebecca reinhard renate rene ricardo richard rita robert roberto robin roger roland rolf ronald rosa
rudolf ruth ryan sabine sabrina sally sam samantha samuel sandra sanjay sara sarah scott sean
sebastian sergio silke silvia simon simone sofia sonja sophia sophie stefan stefanie stephan
stephanie stephen steve steven sunil susan susanne suzanne sven svetlana sylvia sylvie tanja tatiana
teresa theo theresa thierry thomas thorsten tim timo tina tobias tom tomas tony torsten ulrich
ulrike ursula ute uwe valentin valerie vanessa vera veronica victor victoria viktor vincent virginie
vladimir volker walter wei werner wilhelm william wolf wolfgang xavier yan yasmin yves yuki yusuf
zoe
"""
GIVEN_NAMES = frozenset(GIVEN.split())
CITIES = """
amsterdam ankara athens atlanta auckland austin bangalore bangkok barcelona basel beijing belfast
belgrade bengaluru berlin bern bilbao birmingham bochum bologna bonn bordeaux boston bratislava
bremen bristol brisbane brno brussels brussel bruxelles bucharest budapest cairo calgary cambridge
cardiff chennai chicago cologne copenhagen dallas delhi denver detroit dortmund dresden dubai dublin
duisburg dusseldorf edinburgh eindhoven essen florence frankfurt freiburg gdansk geneva geneve genoa
ghent glasgow gothenburg graz grenoble hamburg hannover hanover heidelberg helsinki houston
hyderabad istanbul jakarta johannesburg karlsruhe kiel koln krakow kyiv lausanne leeds leipzig lille
lima linz lisbon lisboa liverpool ljubljana london luxembourg lyon madrid mainz malmo manchester
mannheim marseille melbourne miami milan milano minneapolis montpellier montreal moscow mumbai
munich munchen munster nagoya nairobi nancy nantes naples newcastle nice nuremberg nurnberg osaka
oslo ottawa oxford paris perth philadelphia phoenix pittsburgh portland porto potsdam poznan prague
pune rennes riga rome roma rotterdam salzburg seattle seoul shanghai sheffield shenzhen singapore
sofia southampton stockholm strasbourg stuttgart sydney tallinn tampa tokyo toronto toulouse turin
utrecht valencia vancouver venice vienna wien vilnius warsaw washington wroclaw zagreb zurich
"""
COUNTRIES = """
argentina australia austria belgium brazil bulgaria canada chile china colombia croatia denmark
deutschland egypt espana estonia finland france germany greece hungary india indonesia ireland
israel italy japan kenya korea latvia lithuania malaysia mexico netherlands norway osterreich poland
portugal romania schweiz serbia slovakia slovenia spain suisse sweden switzerland thailand turkey
ukraine vietnam
"""
PLACES = frozenset((CITIES + COUNTRIES).split()) | {
    "new york", "san francisco", "los angeles", "hong kong", "cape town", "tel aviv", "sao paulo",
    "den haag", "the hague", "united kingdom", "united states", "headquarters", "remote",
}  # fmt: skip
