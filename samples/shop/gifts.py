"""Gifts: kitchen, paper, soap and candles. Their SKUs begin with zeros."""

from samples.shop.rows import Department, Product

_KITCHEN = Department(
    category="Cadeaux / Cuisine",
    brand="Lièvre & Lichen",
    supplier="Atelier Lichen",
    tags="cuisine;fait main",
    products=(
        Product(
            sku="000101",
            name="Tasse en grès « Boréale »",
            price="24.00",
            weight="0.42 KG",
            size="12 x 9 x 10 CM",
            about="<p>Tournée à la main, émail bleu de nuit.</p>\n<p>Va au lave-vaisselle, pas au micro-ondes.</p>",
        ),
        Product(sku="000102", name="Bol à café au lait", price="28.50", weight="0.51 KG", size="14 x 14 x 8 CM"),
        Product(sku="000103", name="Théière ronde 1,2 L", price="68.00", weight="1.1 KG", size="24 x 16 x 15 CM"),
        Product(sku="000104", name="Pichet à eau d'érable", price="46.00", weight="0.9 KG"),
        Product(sku="000105", name="Planche à pain en merisier", price="39.00", weight="2.2 LB", size="16 x 9 x 1 IN"),
        Product(sku="000106", name="Cuillère à sirop", price="12.50", weight="35 G", about="<p>En érable huilé.</p>"),
        Product(sku="000107", name="Rouleau à pâte en noyer", price="34.00", weight="480 G"),
        Product(sku="000108", name="Linge à vaisselle « Hérons »", price="18.00", weight="90 G", size="50 x 70 x 0 CM"),
        Product(sku="000109", name="Sous-plat en feutre", price="16.00", weight="60 G"),
        Product(sku="000110", name="Moulin à poivre court", price="42.00", weight="310 G"),
        Product(
            sku="000111",
            name="Beurrier à l'ancienne",
            price="38.00",
            weight="0.7 KG",
            about='<p>Le beurre y reste tendre.</p>\n<p class="soin">« Comme chez grand-maman ».</p>',
        ),
        Product(sku="000112", name="Salière en bois flotté", price="22.00", weight="120 G", online=False),
        Product(sku="000113", name="Plat à gratin ovale", price="54.00", weight="1.6 KG", size="32 x 20 x 6 CM"),
        Product(sku="000114", name="Assiette à dessert « Fougère »", price="19.00", weight="0.35 KG"),
        Product(sku="000115", name="Grande assiette « Fougère »", price="27.00", weight="0.62 KG"),
        Product(sku="000116", name="Coquetier", price="9.50", weight="70 G", online=False),
        Product(sku="TAB", name="Tablier de lin", price="48.00", weight="260 G", options={"Couleur": "ECR BLE GRS"}),
    ),
)

_PAPER = Department(
    category="Cadeaux / Papeterie",
    brand="Papiers Mésange",
    supplier="Papiers Mésange",
    tags="papier",
    products=(
        Product(sku="000201", name="Carnet ligné « Marée haute »", price="14.00", weight="140 G"),
        Product(sku="000202", name="Carnet pointillé « Marée basse »", price="14.00", weight="140 G"),
        Product(sku="000203", name="Carte « Bonne fête »", price="5.50", weight="12 G"),
        Product(sku="000204", name="Carte « Merci beaucoup »", price="5.50", weight="12 G"),
        Product(sku="000205", name="Carte « Joyeux Noël »", price="5.50", weight="12 G", online=False),
        Product(sku="000206", name="Paquet de 8 cartes d'oiseaux", price="26.00", weight="110 G"),
        Product(sku="000207", name="Calendrier des phares", price="24.00", weight="280 G", online=False),
        Product(sku="000208", name="Stylo-plume en laiton", price="58.00", weight="38 G"),
        Product(sku="000209", name="Encre bleu fleuve 50 ml", price="21.00", weight="0.16 KG"),
        Product(sku="000210", name="Papier d'emballage « Épinettes »", price="7.00"),
        Product(sku="000211", name="Casse-tête 500 pièces « Débâcle »", price="32.00", weight="0.6 KG"),
        Product(sku="000212", name="Jeu de cartes des champignons", price="19.50", weight="130 G"),
        Product(
            sku="AFF",
            name="Affiche « Vents d'ouest »",
            price="36.00",
            about="<p>Sérigraphie en 3 couleurs, signée &amp; numérotée.</p>",
            options={"Format": "A4 A3", "Cadre": "SAN CAD"},
        ),
    ),
)

_BATH = Department(
    category="Cadeaux / Bain",
    brand="Savons Brumeval",
    supplier="Savonnerie Brumeval",
    tags="bain;sans parfum de synthèse",
    products=(
        Product(
            sku="SAV",
            name="Savon du ruisseau",
            price="8.50",
            weight="110 G",
            options={"Parfum": "SAP ERA LAV MEN"},
            about="<p>Saponifié à froid.<br>Pour le corps et les mains.</p>",
        ),
        Product(sku="CHA", name="Chandelle de soya", price="29.00", weight="0.4 KG", options={"Parfum": "SAP ERA NEI"}),
        Product(sku="000301", name="Porte-savon en cèdre", price="13.00", weight="80 G"),
        Product(sku="000302", name="Baume à lèvres à l'argousier", price="7.50", weight="9 G"),
        Product(sku="000303", name="Sels de bain au thé du Labrador", price="18.00", weight="450 G"),
        Product(sku="000304", name="Huile pour la barbe", price="24.00", weight="65 G", online=False),
        Product(sku="000305", name="Brosse de bain en hêtre", price="27.00", weight="190 G"),
        Product(sku="000306", name="Gant de crin", price="11.00", weight="45 G"),
        Product(sku="000307", name="Crème pour les mains gercées", price="16.50", weight="95 G"),
        Product(sku="000308", name="Shampoing solide à l'avoine", price="15.00", weight="75 G"),
        Product(
            sku="000309",
            name="Coffret « Matin d'érable »",
            price="58.00",
            weight="1 KG",
            about="<p>Une tasse, deux cuillères et un savon, dans la paille.</p>",
            parts=(
                ("Tasse en grès « Boréale »", "000101", "1"),
                ("Cuillère à sirop", "000106", "2"),
                ("Savon du ruisseau", "SAV-ERA", "1"),
            ),
        ),
    ),
)

_ONLY_ONLINE = Department(
    category="Cadeaux",
    brand="Quai Nord",
    supplier="",
    tags="",
    products=(Product(sku="CARTE-50", name="Carte-cadeau de 50 $", price="50.00"),),
)

DEPARTMENTS = (_KITCHEN, _PAPER, _BATH, _ONLY_ONLINE)
